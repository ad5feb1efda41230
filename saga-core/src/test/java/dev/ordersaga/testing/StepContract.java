package dev.ordersaga.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Flow.Stage;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Message;
import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.OrderEvent;
import dev.ordersaga.saga.Saga;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every step promises, whatever it decides; a service's own test adds its decisions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class StepContract {

    private final Stage stage;
    private final String before;
    private final String input;

    protected Shop shop;
    protected Listener events;
    protected Listener errors;
    protected Listener deadLetters;

    protected StepContract(String service) {
        stage = Flow.ORDERS.stage(service);
        input = stage.reads();
        before = statuses().get(Flow.ORDERS.progress(stage.status()) - 1);
    }

    protected abstract Shop openShop();

    /** An order that the step accepts, with all that this needs; no other test has its uuid. */
    protected abstract Order acceptable();

    /** The documents that the step writes for an order. */
    protected abstract List<DocumentPath> records(Order order);

    @BeforeAll
    void open() {
        shop = openShop();
        events = shop.listen(stage.publishes() + "-sub");
        errors = shop.listen("error-cli-sub");
        deadLetters = shop.listen("dead-letter-sub");
    }

    @AfterAll
    void close() {
        shop.close();
    }

    private static List<String> statuses() {
        return Stream.concat(
                        Stream.of(Flow.RECEIVED), Flow.ORDERS.stages().stream().map(Stage::status))
                .toList();
    }

    /** The saga of an order that is waiting for this step. */
    protected Saga waiting(Order order) {
        var saga = Sagas.at(before, order);
        shop.create(saga);
        return saga;
    }

    /** Publishes a message that says as little as one can. */
    protected void poke(Saga saga) {
        shop.publish(input, "{\"uuid\":\"" + saga.order().uuid() + "\"}");
    }

    protected static void assertTells(Message message, Saga saga) {
        assertThat(message.text()).isEqualTo(OrderEvent.of(saga).text());
        assertThat(message.attributes()).isEqualTo(OrderEvent.of(saga).attributes());
    }

    private void assertNothingIsPublishedAbout(Order order) {
        assertThat(events.about(order.uuid())).isEmpty();
        assertThat(errors.about(order.uuid())).isEmpty();
        assertThat(deadLetters.about(order.uuid())).isEmpty();
    }

    /** By then, what was published before has been worked on, as far as one can tell from outside. */
    private void awaitAllBefore() {
        for (int i = 0; i < 3; i++) {
            var last = waiting(acceptable());
            poke(last);
            events.first(last.order().uuid());
        }
    }

    @Test
    void a_redelivered_message_changes_nothing_and_tells_nothing_else() {
        var saga = waiting(acceptable());
        shop.publish(input, OrderEvent.of(saga));
        var first = events.first(saga.order().uuid());
        var done = Flow.ORDERS.rests(stage.status())
                ? shop.awaitRest(saga.order().uuid(), stage.status())
                : shop.awaitSaga(saga.order().uuid(), stage.status());
        var records = shop.found(records(saga.order()));

        shop.publish(input, List.of(OrderEvent.of(saga), OrderEvent.of(saga), OrderEvent.of(saga)));
        awaitAllBefore();

        assertThat(events.about(saga.order().uuid()))
                .allSatisfy(event -> assertThat(event.text()).isEqualTo(first.text()))
                .allSatisfy(event -> assertThat(event.attributes()).isEqualTo(first.attributes()));
        assertThat(errors.about(saga.order().uuid())).isEmpty();
        assertThat(deadLetters.about(saga.order().uuid())).isEmpty();
        assertThat(shop.saga(saga.order().uuid())).contains(done);
        assertThat(shop.found(records(saga.order()))).isEqualTo(records);
    }

    @Test
    void an_event_that_may_not_have_been_published_is_published_again_as_stored() {
        var saga = Sagas.at(stage.status(), acceptable());
        var records = shop.found(records(saga.order()));
        shop.create(saga);
        poke(saga);

        assertTells(events.first(saga.order().uuid()), saga);
        assertThat(shop.found(records(saga.order()))).isEqualTo(records);
    }

    @Test
    void a_message_by_hand_is_like_any_other_and_all_but_its_uuid_is_hearsay() {
        var one = waiting(acceptable());
        var two = waiting(acceptable());
        poke(one);
        shop.publish(
                input,
                "{\"uuid\":\"%s\",\"user\":\"nobody\",\"item\":\"gold\",\"quantity\":1,\"price_per_unit\":0}"
                        .formatted(two.order().uuid()));

        for (var saga : List.of(one, two)) {
            var done = shop.awaitSaga(saga.order().uuid(), stage.status());
            events.first(saga.order().uuid());
            assertThat(done.order())
                    .isEqualTo(Sagas.at(stage.status(), saga.order()).order());
        }
    }

    @Test
    void a_message_of_no_known_saga_is_put_away_as_it_came_and_makes_none() {
        var order = acceptable();
        var records = shop.found(records(order));
        var json = "{\"uuid\":\"%s\",\"user\":\"%s\",\"item\":\"%s\",\"quantity\":%d}"
                .formatted(order.uuid(), order.user(), order.item(), order.quantity());
        shop.publish(input, Message.of(json, Map.of("uuid", order.uuid(), "sender", "somebody")));

        var letter = deadLetters.first(order.uuid());
        assertThat(letter.text()).isEqualTo(json);
        assertThat(letter.attributes())
                .isEqualTo(Map.of(
                        "uuid",
                        order.uuid(),
                        "sender",
                        "somebody",
                        "topic",
                        input,
                        "subscription",
                        input + "-sub",
                        "step",
                        stage.service(),
                        "reason",
                        "no such saga",
                        "attempt",
                        "1"));
        assertThat(shop.saga(order.uuid())).isEmpty();
        assertThat(shop.found(records(order))).isEqualTo(records);
        assertThat(events.about(order.uuid())).isEmpty();
        assertThat(errors.about(order.uuid())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"this is %s and not JSON", "[\"%s\"]", "{\"uuid\":\"x%s\"}", "{\"item\":\"%s\"}"})
    void a_message_that_nobody_understands_is_put_away_as_it_came(String form) {
        var json = form.formatted(Shop.unique());
        shop.publish(input, json);

        var letter = deadLetters.first(json);
        assertThat(letter.text()).isEqualTo(json);
        assertThat(letter.attributes())
                .containsOnlyKeys("topic", "subscription", "step", "reason", "attempt")
                .containsEntry("step", stage.service());
    }

    @Test
    void a_message_before_its_time_is_put_away() {
        for (var status : statuses().subList(0, statuses().indexOf(before))) {
            var saga = Sagas.at(status, acceptable());
            shop.create(saga);
            poke(saga);

            assertThat(deadLetters.first(saga.order().uuid()).attributes())
                    .containsEntry("reason", "before its time: the saga has only come to " + status);
            assertThat(shop.saga(saga.order().uuid())).contains(saga);
        }
    }

    @Test
    void a_message_for_a_failed_saga_tells_of_the_failure_again() {
        var saga = Sagas.failed(Sagas.at(before, acceptable()), "CANCELLED");
        var records = shop.found(records(saga.order()));
        shop.create(saga);
        poke(saga);

        assertTells(errors.first(saga.order().uuid()), saga);
        assertThat(events.about(saga.order().uuid())).isEmpty();
        assertThat(shop.saga(saga.order().uuid())).contains(saga);
        assertThat(shop.found(records(saga.order()))).isEqualTo(records);
    }

    @Test
    void a_message_for_a_saga_that_is_over_or_further_on_changes_nothing() {
        var sagas = new ArrayList<Saga>();
        statuses().stream()
                .skip(statuses().indexOf(stage.status()) + 1L)
                .forEach(status -> sagas.add(Sagas.at(status, acceptable())));
        sagas.add(Sagas.published(Sagas.at(Flow.ORDERS.completed(), acceptable())));
        sagas.add(Sagas.compensated(Sagas.failed(Sagas.at(before, acceptable()), "CANCELLED")));
        sagas.add(Sagas.published(Sagas.compensated(Sagas.failed(Sagas.at(before, acceptable()), "CANCELLED"))));
        for (var saga : sagas) {
            var records = shop.found(records(saga.order()));
            shop.create(saga);
            poke(saga);
            awaitAllBefore();

            assertThat(shop.saga(saga.order().uuid())).contains(saga);
            assertThat(shop.found(records(saga.order()))).isEqualTo(records);
            assertNothingIsPublishedAbout(saga.order());
        }
    }

    @Test
    void many_orders_at_once_are_all_done() {
        var sagas = IntStream.range(0, 50)
                .mapToObj(i -> Sagas.at(before, acceptable()))
                .toArray(Saga[]::new);
        shop.create(sagas);
        shop.publish(input, Stream.of(sagas).map(OrderEvent::of).toList());

        for (var saga : sagas) {
            events.first(saga.order().uuid());
            var done = shop.saga(saga.order().uuid()).orElseThrow();
            assertThat(done.order())
                    .isEqualTo(Sagas.at(stage.status(), saga.order()).order());
            assertThat(shop.found(records(saga.order())))
                    .containsOnlyKeys(records(saga.order()).toArray(DocumentPath[]::new));
        }
    }
}
