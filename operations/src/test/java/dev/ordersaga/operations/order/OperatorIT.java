package dev.ordersaga.operations.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.engine.Changes;
import dev.ordersaga.engine.Compensation;
import dev.ordersaga.engine.EngineConfig;
import dev.ordersaga.engine.SagaEngine;
import dev.ordersaga.engine.Seen;
import dev.ordersaga.engine.Signals;
import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Names;
import dev.ordersaga.operations.OperationsConfig;
import dev.ordersaga.port.Document;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.Documents.Scan;
import dev.ordersaga.port.Time;
import dev.ordersaga.port.Topics;
import dev.ordersaga.port.Write;
import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.testing.EmulatorsResource;
import dev.ordersaga.testing.Ran;
import dev.ordersaga.testing.Sagas;
import dev.ordersaga.testing.Shop;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What is typed, and what becomes of it; no service runs but the janitor, where a test says so. */
@QuarkusTest
@WithTestResource(
        value = EmulatorsResource.class,
        scope = TestResourceScope.RESTRICTED_TO_CLASS,
        initArgs = {
            @ResourceArg(name = "ordersaga.operations.undone-within", value = "60s"),
            @ResourceArg(name = "ordersaga.operations.stuck-max", value = "2")
        })
class OperatorIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String WHY = "--reason=the customer called";

    @Inject
    Names names;

    @Inject
    Documents documents;

    @Inject
    Topics topics;

    @Inject
    Time time;

    @Inject
    EngineConfig config;

    @Inject
    SagaEngine engine;

    @Inject
    Instance<CommandLine> commandLines;

    private final String uuid = Shop.unique();
    private final Order order = new Order(uuid, "jack", "widget", 5);
    private Shop shop;

    @BeforeEach
    void open() {
        shop = Shop.open(names, documents, topics);
    }

    @AfterEach
    void close() {
        shop.close();
        Stream.of(Scan.of("sagas", 100), Scan.of("inventory", 100), Scan.of("payments", 100), Scan.group("orders", 100))
                .flatMap(scan -> documents.scan(scan).await().atMost(PATIENCE).documents().stream())
                .map(Document::path)
                .forEach(path -> shop.commit(new Write.Delete(path)));
    }

    private Ran run(String... arguments) {
        return Ran.of(commandLines.get(), arguments);
    }

    private static Ran said(String line) {
        return new Ran(0, line + "\n", "");
    }

    private static Ran refused(String line) {
        return new Ran(1, "", line + "\n");
    }

    private Saga complete() {
        var saga = Sagas.published(Sagas.at("PAYMENT_CREATED", order));
        shop.create(saga);
        shop.create(names.payment(uuid), Map.of());
        return saga;
    }

    private Saga saga() {
        return shop.saga(uuid).orElseThrow();
    }

    private Saga.Entry latest() {
        var history = saga().history();
        return history.get(history.size() - 1);
    }

    /** A janitor that knows of payments. */
    private final class Janitor implements Compensation {

        @Override
        public String service() {
            return "janitor-service";
        }

        @Override
        public Set<DocumentPath> reads(Saga saga) {
            return Set.of();
        }

        @Override
        public String undo(Saga saga, Seen seen, Changes changes) {
            changes.delete(names.payment(saga.order().uuid()));
            return "Undone: the payment.";
        }
    }

    private SagaEngine janitor() {
        var janitor = new SagaEngine(Flow.ORDERS, names, documents, topics, time, config, Signals.NONE);
        janitor.run(new Janitor());
        return janitor;
    }

    @Test
    void a_retry_publishes_once_more_and_stands_in_the_history() {
        shop.create(Sagas.at("ORDER_CREATED", order));
        var orderCreated = shop.listen("order-created-sub");

        assertThat(run("retry", uuid, WHY)).isEqualTo(said(uuid + " is published on order-created again"));

        assertThat(orderCreated.first(uuid).attributes()).containsEntry("type", "ORDER_CREATED");
        assertThat(saga().attempts()).isEqualTo(1);
        assertThat(saga().is("ORDER_CREATED")).isTrue();
        assertThat(latest().by()).isEqualTo("operations");
        assertThat(latest().detail()).isEqualTo("An operator had it published again: the customer called.");
        assertThat(run("retry", uuid, WHY).exitCode()).isZero();
    }

    @Test
    void there_is_nothing_to_retry_at_rest() {
        complete();

        assertThat(run("retry", uuid, WHY))
                .isEqualTo(refused(uuid + " is at rest, PAYMENT_CREATED: there is nothing to publish again"));
    }

    @Test
    void a_cancel_fails_an_order_and_may_be_asked_again() {
        complete();
        var error = shop.listen("error-sub");
        var cancelled = said(uuid + " is cancelled: janitor-service undoes it");

        assertThat(run("cancel", uuid, WHY)).isEqualTo(cancelled);
        assertThat(run("cancel", uuid, WHY)).isEqualTo(cancelled);

        error.first(uuid);
        assertThat(saga().reason()).contains("CANCELLED");
        assertThat(latest().by()).isEqualTo("operations");
        assertThat(latest().detail()).isEqualTo("The order was cancelled by an operator: the customer called.");
        assertThat(saga().history()).hasSize(5);
    }

    @Test
    void an_order_that_failed_by_itself_keeps_its_reason() {
        shop.create(Sagas.failed(Sagas.at("ORDER_CREATED", order), "UNKNOWN_ITEM"));

        assertThat(run("cancel", uuid, WHY))
                .isEqualTo(said(uuid + " has failed before, UNKNOWN_ITEM: janitor-service undoes it"));
    }

    @Test
    void a_complete_order_is_undone_and_the_operator_hears_of_it() {
        complete();
        var janitor = janitor();
        var undone = said(
                uuid + " is undone, OPERATOR: An operator had it undone: the customer called. Undone: the payment.");

        assertThat(run("compensate", uuid, WHY)).isEqualTo(undone);
        assertThat(run("compensate", uuid, WHY)).isEqualTo(undone);
        assertThat(run("cancel", uuid, WHY)).isEqualTo(undone);

        assertThat(shop.fields(names.payment(uuid))).isEmpty();
        assertThat(saga().is(Flow.COMPENSATED)).isTrue();
        janitor.stop(PATIENCE).await().atMost(PATIENCE);
    }

    @Test
    void one_that_has_failed_and_waits_is_undone_with_the_operators_reason_noted() {
        shop.create(Sagas.failed(Sagas.at("ORDER_CREATED", order), "UNKNOWN_ITEM"));
        var janitor = janitor();

        assertThat(run("compensate", uuid, WHY).out()).startsWith(uuid + " is undone, UNKNOWN_ITEM: ");

        assertThat(saga().history())
                .extracting(Saga.Entry::detail)
                .contains("An operator had it undone: the customer called.");
        janitor.stop(PATIENCE).await().atMost(PATIENCE);
    }

    @Test
    void without_a_janitor_the_report_waits_for_one() {
        complete();
        var error = shop.listen("error-sub");
        var hasty = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(OperationsConfig.class)
                .withDefaultValue("ordersaga.operations.undone-within", "1s")
                .build()
                .getConfigMapping(OperationsConfig.class);

        var answer = new Operator(engine, topics, names, hasty).compensate(uuid, new Reason("he said \"no\""));

        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.words())
                .isEqualTo(uuid + " is reported to janitor-service, which has not undone it within 1 s:"
                        + " it still will, if it runs");
        assertThat(error.first(uuid).text())
                .isEqualTo("{\"uuid\":\"" + uuid + "\",\"reason\":\"OPERATOR\","
                        + "\"detail\":\"An operator had it undone: he said \\\"no\\\".\"}");
    }

    @Test
    void nothing_undoes_what_is_settled() {
        shop.create(Sagas.published(Sagas.at("PAYMENT_CREATED", order)).settled("frontend-service", "Paid.", Sagas.AT));
        var settled = refused(uuid + " is settled: nothing undoes it any more");

        assertThat(run("cancel", uuid, WHY)).isEqualTo(settled);
        assertThat(run("compensate", uuid, WHY)).isEqualTo(settled);
    }

    @Test
    void an_order_that_is_not_there_is_told() {
        var unknown = refused("there is no order " + uuid);

        assertThat(run("explain", uuid)).isEqualTo(unknown);
        assertThat(run("retry", uuid, WHY)).isEqualTo(unknown);
        assertThat(run("cancel", uuid, WHY)).isEqualTo(unknown);
        assertThat(run("compensate", uuid, WHY)).isEqualTo(unknown);
    }

    @Test
    void what_is_not_asked_properly_is_refused() {
        for (var arguments : new String[][] {
            {"explain"},
            {"explain", ""},
            {"explain", "1-2-3-4-5"},
            {"retry", uuid},
            {"cancel", uuid.toUpperCase(java.util.Locale.ROOT), WHY},
            {"cancel", uuid, "--reason="},
            {"compensate", "", WHY},
            {"restock", "widget"},
            {"restock", "widget", "--quantity="},
            {"restock", "widget", "--quantity=0"},
            {"restock", "not/a/name", "--quantity=1"},
            {"price", "widget"},
            {"price", "widget", "1.5"},
            {"price", "widget", "1000000001"}
        }) {
            var ran = run(arguments);
            assertThat(ran.exitCode()).as(String.join(" ", arguments)).isEqualTo(2);
            assertThat(ran.err().lines()).hasSize(1);
        }
    }

    @Test
    void the_status_counts_all_and_tells_of_those_that_are_stuck() {
        shop.create(
                Sagas.at("ORDER_CREATED", order),
                Sagas.failed(Sagas.at("RECEIVED", new Order(Shop.unique(), "jack", "widget", 1)), "WHY"),
                Sagas.at("PAYMENT_CREATED", new Order(Shop.unique(), "jack", "widget", 1)),
                Sagas.published(Sagas.at("PAYMENT_CREATED", new Order(Shop.unique(), "jack", "widget", 1))));

        var ran = run("status");

        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out().lines())
                .satisfiesExactly(
                        line -> assertThat(line).matches("as of \\S+ \\S+ UTC"),
                        line -> assertThat(line)
                                .isEqualTo("orders      RECEIVED 0, ORDER_CREATED 1, INVENTORY_UPDATED 0,"
                                        + " PAYMENT_CREATED 2, FAILED 1, COMPENSATED 0"),
                        line -> assertThat(line).startsWith("unfinished  3, the oldest "),
                        line -> assertThat(line).isEqualTo("stuck       3"),
                        line -> assertThat(line).contains(" waiting for "),
                        line -> assertThat(line)
                                .endsWith(" since 2026-03-01 10:00:00, published once, next at 2100-01-01 00:00:00"),
                        line -> assertThat(line).isEqualTo("and 1 more"));
    }

    @Test
    void an_explanation_has_the_history_what_is_there_what_is_not_and_what_comes_next() {
        shop.create(Sagas.at("INVENTORY_UPDATED", order));
        shop.create(names.order("jack", uuid), Map.of("item", "widget", "quantity", 5L));

        var ran = run("explain", uuid);

        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out())
                .startsWith("order " + uuid + ": 5 of widget for jack\nas of ")
                .contains("""
                        history
                          2026-03-01 10:00:00.123  RECEIVED           frontend-service   The order was received.
                          2026-03-01 10:00:00.123  ORDER_CREATED      order-service      The order came to ORDER_CREATED.
                        """)
                .contains("""
                        documents
                          users/jack/orders/%1$s  item widget, quantity 5
                          inventory/widget/orders/%1$s  is not there
                          payments/%1$s  is not there
                          accounts/jack  is not there
                        violations
                          MISSING  inventory/widget/orders/%1$s is missing, and the saga is INVENTORY_UPDATED
                        settled
                          no
                        next
                          payment-service is waited for, which reads inventory-updated.
                        """.formatted(uuid))
                .endsWith(
                        "If it failed now, this would be undone: inventory/widget/orders/%1$s, users/jack/orders/%1$s.\n"
                                .formatted(uuid));
    }

    @Test
    void a_new_item_is_stocked_restocked_taken_out_and_repriced() {
        assertThat(run("restock", "gizmo", "--quantity=5")).isEqualTo(refused("gizmo is a new item: it needs a price"));
        assertThat(run("restock", "gizmo", "--quantity=5", "--price=3"))
                .isEqualTo(said("of gizmo there are 5 now, and 5 with what is reserved, at 3 each"));
        assertThat(run("restock", "gizmo", "--quantity=-2"))
                .isEqualTo(said("of gizmo there are 3 now, and 3 with what is reserved"));
        assertThat(run("restock", "gizmo", "--quantity=-4"))
                .isEqualTo(refused("only 3 of gizmo are left, so 4 cannot be taken out"));
        assertThat(run("price", "gizmo", "12")).isEqualTo(said("gizmo costs 12 now, after 3"));

        assertThat(shop.fields(names.stock("gizmo")))
                .contains(Map.of("quantity", 3L, "stocked", 3L, "price_per_unit", 12L));
    }
}
