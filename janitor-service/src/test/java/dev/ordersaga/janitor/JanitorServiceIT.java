package dev.ordersaga.janitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.flow.Names;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.Message;
import dev.ordersaga.port.Topics;
import dev.ordersaga.port.Write;
import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.OrderEvent;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.saga.Saga.Entry;
import dev.ordersaga.saga.Saga.Transition;
import dev.ordersaga.testing.EmulatorsResource;
import dev.ordersaga.testing.Listener;
import dev.ordersaga.testing.Sagas;
import dev.ordersaga.testing.Shop;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = EmulatorsResource.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JanitorServiceIT {

    @Inject
    Names names;

    @Inject
    Documents documents;

    @Inject
    Topics topics;

    private Shop shop;
    private Listener compensated;
    private Listener deadLetters;

    @BeforeAll
    void open_the_shop() {
        shop = Shop.open(names, documents, topics);
        compensated = shop.listen("order-compensated-sub");
        deadLetters = shop.listen("dead-letter-sub");
    }

    @AfterAll
    void close_the_shop() {
        shop.close();
    }

    /** An order of 50 of an item of its own, of which there were 1,000, that has come this far with all its records. */
    private Saga at(String status) {
        var saga = Sagas.at(status, new Order(Shop.unique(), "jack", Shop.unique(), 50));
        var order = saga.order();
        var writes = new ArrayList<Write>();
        if (saga.reached("ORDER_CREATED")) {
            writes.add(new Write.Create(names.order(order.user(), order.uuid()), Map.of("quantity", 50L)));
        }
        if (saga.reached("INVENTORY_UPDATED")) {
            writes.add(new Write.Create(names.reservation(order.item(), order.uuid()), Map.of("quantity", 50L)));
        }
        if (saga.reached("PAYMENT_CREATED")) {
            writes.add(new Write.Create(names.payment(order.uuid()), Map.of("total_invoice", 500L)));
        }
        long left = saga.reached("INVENTORY_UPDATED") ? 950 : 1_000;
        writes.add(new Write.Create(names.stock(order.item()), stock(left)));
        shop.commit(writes.toArray(Write[]::new));
        return saga;
    }

    private Saga failedAt(String status) {
        var saga = Sagas.failed(at(status), "CANCELLED");
        shop.create(saga);
        return saga;
    }

    private static Map<String, Object> stock(long quantity) {
        return Map.of("quantity", quantity, "price_per_unit", 10L, "stocked", 1_000L);
    }

    private List<DocumentPath> records(Order order) {
        return List.of(
                names.order(order.user(), order.uuid()),
                names.reservation(order.item(), order.uuid()),
                names.payment(order.uuid()));
    }

    private void assertAllIsUndone(Order order) {
        assertThat(shop.found(records(order))).isEmpty();
        assertThat(shop.fields(names.stock(order.item()))).contains(stock(1_000));
    }

    /** The tombstone after a saga: it keeps the reason, and tells why and then what was undone. */
    private static void assertTombstone(Saga tombstone, Saga failed, String undone) {
        var at = tombstone.history().get(failed.history().size()).at();
        var detail = failed.detail() + " " + undone;
        var history = new ArrayList<>(failed.history());
        history.add(new Entry("COMPENSATED", at, "janitor-service", failed.reason(), detail));
        assertThat(tombstone)
                .isEqualTo(new Saga(
                        failed.order(),
                        "COMPENSATED",
                        failed.reason(),
                        detail,
                        history,
                        failed.version() + 2,
                        false,
                        Optional.empty(),
                        0,
                        tombstone.expireAt()));
        assertThat(tombstone.expireAt().orElseThrow())
                .isBetween(at.plus(60, ChronoUnit.DAYS), at.plus(61, ChronoUnit.DAYS));
    }

    private static void assertTells(Message event, Saga tombstone) {
        assertThat(event.text()).isEqualTo(OrderEvent.of(tombstone).text());
        assertThat(event.attributes())
                .isEqualTo(Map.of(
                        "uuid",
                        tombstone.order().uuid(),
                        "type",
                        "COMPENSATED",
                        "schema",
                        "1",
                        "seq",
                        Long.toString(tombstone.version() - 1)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RECEIVED          | There was nothing to undo.
            ORDER_CREATED     | Undone: the order.
            INVENTORY_UPDATED | Undone: the reservation, the order.
            PAYMENT_CREATED   | Undone: the payment, the reservation, the order.
            """)
    void undoes_an_order_however_far_it_had_come(String status, String undone) {
        var failed = failedAt(status);
        var uuid = failed.order().uuid();
        shop.publish("error", OrderEvent.of(failed));

        var event = compensated.first(uuid);
        var tombstone = shop.awaitRest(uuid, "COMPENSATED");
        assertTombstone(tombstone, failed, undone);
        assertTells(event, tombstone);
        assertAllIsUndone(failed.order());
        assertThat(deadLetters.about(uuid)).isEmpty();
    }

    @Test
    void a_message_by_hand_is_enough() {
        var failed = failedAt("INVENTORY_UPDATED");
        shop.publish("error", "{\"uuid\":\"" + failed.order().uuid() + "\",\"reason\":\"OTHER\"}");

        var tombstone = shop.awaitRest(failed.order().uuid(), "COMPENSATED");
        assertTombstone(tombstone, failed, "Undone: the reservation, the order.");
        assertAllIsUndone(failed.order());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RECEIVED          | There was nothing to undo.
            ORDER_CREATED     | Undone: the order.
            INVENTORY_UPDATED | Undone: the reservation, the order.
            PAYMENT_CREATED   | Undone: the payment, the reservation, the order.
            """)
    void a_report_from_outside_brings_its_own_reason(String status, String undone) {
        var saga = at(status);
        shop.create(saga);
        var uuid = saga.order().uuid();
        shop.publish(
                "error", "{\"uuid\":\"" + uuid + "\",\"reason\":\"FRAUD\",\"detail\":\"The card was stolen: 🙂.\"}");

        var event = compensated.first(uuid);
        var tombstone = shop.awaitRest(uuid, "COMPENSATED");
        assertTombstone(tombstone, reported(saga, tombstone, "FRAUD", "The card was stolen: 🙂."), undone);
        assertTells(event, tombstone);
        assertAllIsUndone(saga.order());
    }

    /** As if the report had failed the saga in a commit of its own: it is one version less. */
    private static Saga reported(Saga saga, Saga tombstone, String reason, String detail) {
        var at = tombstone.history().get(saga.history().size()).at();
        return saga.failed(reason, new Transition("janitor-service", detail, at, Sagas.WAKE_AT));
    }

    @Test
    void a_completed_order_at_rest_is_undone_by_a_report_from_outside() {
        var saga = Sagas.published(at("PAYMENT_CREATED"));
        shop.create(saga);
        var uuid = saga.order().uuid();
        shop.publish("error", "{\"uuid\":\"" + uuid + "\",\"reason\":\"CHARGEBACK\"}");

        var event = compensated.first(uuid);
        var tombstone = shop.awaitRest(uuid, "COMPENSATED");
        assertTombstone(
                tombstone,
                reported(saga, tombstone, "CHARGEBACK", "A failure was reported from outside."),
                "Undone: the payment, the reservation, the order.");
        assertTells(event, tombstone);
        assertAllIsUndone(saga.order());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"reason\":null", ",\"reason\":\"because of me\"", ",\"reason\":7"})
    void a_report_without_a_proper_reason_is_given_one(String reason) {
        var saga = at("ORDER_CREATED");
        shop.create(saga);
        shop.publish("error", "{\"uuid\":\"" + saga.order().uuid() + "\"" + reason + "}");

        assertThat(shop.awaitRest(saga.order().uuid(), "COMPENSATED").reason()).contains("REPORTED");
    }

    @Test
    void a_report_with_half_a_character_does_no_harm() {
        var saga = at("ORDER_CREATED");
        shop.create(saga);
        shop.publish("error", "{\"uuid\":\"" + saga.order().uuid() + "\",\"detail\":\"broken \\ud83d\"}");

        var tombstone = shop.awaitRest(saga.order().uuid(), "COMPENSATED");
        assertThat(tombstone.history().get(2).detail()).startsWith("broken ");
        assertAllIsUndone(saga.order());
    }

    @Test
    void an_item_deleted_meanwhile_is_told_and_stops_nothing() {
        var failed = failedAt("PAYMENT_CREATED");
        var order = failed.order();
        shop.commit(new Write.Delete(names.stock(order.item())));
        shop.publish("error", OrderEvent.of(failed));

        var event = compensated.first(order.uuid());
        var tombstone = shop.awaitRest(order.uuid(), "COMPENSATED");
        assertTombstone(
                tombstone,
                failed,
                "Undone: the payment, the reservation (%s is gone, so its stock could not be given back), the order."
                        .formatted(order.item()));
        assertTells(event, tombstone);
        assertThat(shop.found(records(order))).isEmpty();
        assertThat(shop.fields(names.stock(order.item()))).isEmpty();
    }

    @Test
    void records_deleted_meanwhile_stop_nothing() {
        var failed = failedAt("PAYMENT_CREATED");
        shop.commit(records(failed.order()).stream().map(Write.Delete::new).toArray(Write[]::new));
        shop.publish("error", OrderEvent.of(failed));

        assertTombstone(
                shop.awaitRest(failed.order().uuid(), "COMPENSATED"),
                failed,
                "Undone: the payment, the reservation, the order.");
        assertAllIsUndone(failed.order());
    }

    @Test
    void gives_the_stock_back_once_however_often_it_is_told() {
        var failed = failedAt("PAYMENT_CREATED");
        var uuid = failed.order().uuid();
        shop.publish("error", Collections.nCopies(20, OrderEvent.of(failed)));
        var tombstone = shop.awaitRest(uuid, "COMPENSATED");
        shop.publish("error", Collections.nCopies(20, OrderEvent.of(failed)));
        shop.publish("error", "{\"uuid\":\"" + uuid + "\",\"reason\":\"FRAUD\"}");
        awaitAllBefore();

        assertThat(shop.saga(uuid)).contains(tombstone);
        assertAllIsUndone(failed.order());
        assertThat(compensated.about(uuid)).allSatisfy(event -> assertTells(event, tombstone));
    }

    /** By then, what was published before has been worked on, as far as one can tell from outside. */
    private void awaitAllBefore() {
        for (int i = 0; i < 3; i++) {
            var last = failedAt("RECEIVED");
            shop.publish("error", OrderEvent.of(last));
            compensated.first(last.order().uuid());
        }
    }

    @Test
    void orders_of_one_item_are_undone_side_by_side() {
        var item = Shop.unique();
        shop.create(names.stock(item), stock(700));
        var sagas = new ArrayList<Saga>();
        for (int i = 0; i < 30; i++) {
            sagas.add(Sagas.failed(
                    Sagas.at("INVENTORY_UPDATED", new Order(Shop.unique(), "jack", item, 10)), "CANCELLED"));
        }
        shop.create(sagas.toArray(Saga[]::new));
        shop.publish("error", sagas.stream().map(OrderEvent::of).toList());

        sagas.forEach(saga -> shop.awaitRest(saga.order().uuid(), "COMPENSATED"));
        assertThat(shop.fields(names.stock(item))).contains(stock(1_000));
    }

    @Test
    void leaves_the_records_of_other_orders_alone() {
        var failed = failedAt("PAYMENT_CREATED");
        var order = failed.order();
        var other = new Order(Shop.unique(), order.user(), order.item(), 7);
        for (var path : records(other)) {
            shop.create(path, Map.of("quantity", 7L));
        }
        shop.publish("error", OrderEvent.of(failed));

        shop.awaitRest(order.uuid(), "COMPENSATED");
        assertThat(shop.found(records(other))).containsOnlyKeys(records(other).toArray(DocumentPath[]::new));
    }

    @Test
    void a_tombstone_that_may_not_have_been_told_is_told_again_as_stored() {
        var tombstone = Sagas.compensated(
                Sagas.failed(Sagas.at("RECEIVED", new Order(Shop.unique(), "jimbo", "widget", 1)), "UNKNOWN_USER"));
        shop.create(tombstone);
        shop.publish("error", "{\"uuid\":\"" + tombstone.order().uuid() + "\"}");

        var event = compensated.first(tombstone.order().uuid());
        assertThat(event.text()).isEqualTo(OrderEvent.of(tombstone).text());
        assertThat(event.attributes()).isEqualTo(OrderEvent.of(tombstone).attributes());
        var rested = shop.awaitRest(tombstone.order().uuid(), "COMPENSATED");
        assertThat(rested).isEqualTo(tombstone.marked(rested.expireAt()));
    }

    @Test
    void a_report_of_no_known_saga_is_put_away_and_makes_none() {
        var uuid = Shop.unique();
        var json = "{\"uuid\":\"" + uuid + "\",\"user\":\"jack\",\"item\":\"widget\",\"reason\":\"FRAUD\"}";
        shop.publish("error", json);

        var letter = deadLetters.first(uuid);
        assertThat(letter.text()).isEqualTo(json);
        assertThat(letter.attributes())
                .isEqualTo(Map.of(
                        "topic", "error",
                        "subscription", "error-sub",
                        "step", "janitor-service",
                        "reason", "no such saga",
                        "attempt", "1"));
        assertThat(shop.saga(uuid)).isEmpty();
        assertThat(compensated.about(uuid)).isEmpty();
    }

    @Test
    void a_failure_whose_message_was_lost_is_undone_all_the_same() {
        var saga = at("PAYMENT_CREATED");
        var lost = saga.failed(
                "CANCELLED",
                new Transition("frontend-service", "Taken back.", Sagas.AT, Sagas.AT.plus(Duration.ofSeconds(30))));
        shop.create(lost);

        var tombstone = shop.awaitRest(saga.order().uuid(), "COMPENSATED");
        assertThat(tombstone.reason()).contains("CANCELLED");
        assertAllIsUndone(saga.order());
    }
}
