package dev.ordersaga.engine;

import static dev.ordersaga.engine.TestShop.NAMES;
import static dev.ordersaga.engine.TestShop.STOCK;
import static dev.ordersaga.engine.TestShop.failing;
import static dev.ordersaga.engine.TestShop.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.memory.Call;
import dev.ordersaga.memory.Fault;
import dev.ordersaga.memory.Fault.Outcome;
import dev.ordersaga.memory.Faults;
import dev.ordersaga.port.Message;
import dev.ordersaga.port.Write;
import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.Saga;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine, on the world in memory. */
class EngineTest {

    private static final String DONE = "PAYMENT_CREATED";

    @Test
    void an_order_runs_to_its_end() {
        var shop = new TestShop().openAll();

        var uuid = shop.place(5);
        shop.awaitRest(uuid, DONE);

        assertThat(shop.stock()).isEqualTo(STOCK - 5);
        assertThat(shop.exists(NAMES.order("jack", uuid))).isTrue();
        assertThat(shop.exists(NAMES.reservation("widget", uuid))).isTrue();
        assertThat(shop.exists(NAMES.payment(uuid))).isTrue();
        assertThat(shop.saga(uuid).wakeAt()).isEmpty();
        assertThat(shop.saga(uuid).expireAt()).isEmpty();
        assertThat(shop.saga(uuid).order().facts()).isEqualTo(Map.of("price_per_unit", 3L, "total_invoice", 15L));
        assertThat(shop.world.published("payment-created")).hasSize(1);
        assertThat(shop.counts.deadLetters).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"WORKS", "FAILS_BEFORE", "FAILS_AFTER"})
    void a_rehearsal_ends_and_leaves_nothing(Outcome outcome) {
        var shop = new TestShop(
                call -> call instanceof Call.Commit commit && commit.process().equals("rehearsing")
                        ? Fault.of(outcome)
                        : Fault.NONE);
        var done = new AtomicReference<>(false);

        shop.engine("rehearsing").rehearse().subscribe().with(nothing -> done.set(true));

        shop.await(done::get);
        assertThat(shop.exists(NAMES.saga(SagaEngine.NO_ORDER))).isFalse();
    }

    @Test
    void a_refused_order_is_undone_and_its_tombstone_has_an_end() {
        var shop = new TestShop().openAll();

        var uuid = shop.place(failing(5));
        shop.awaitRest(uuid, Flow.COMPENSATED);

        assertNothingLeft(shop, uuid);
        assertThat(shop.saga(uuid).reason()).contains("PAYMENT_ERROR");
        assertThat(shop.saga(uuid).expireAt()).isPresent();
        assertThat(shop.world.published("payment-created")).isEmpty();
    }

    @Test
    void does_not_sell_the_last_widget_twice_in_one_batch() {
        var shop = new TestShop();
        var uuids = shop.placeTogether(3, STOCK);
        shop.openAll();

        uuids.forEach(uuid -> shop.await(() -> rests(shop.saga(uuid))));

        assertThat(uuids.stream().filter(uuid -> shop.saga(uuid).is(DONE))).hasSize(1);
        assertThat(shop.stock()).isZero();
    }

    @Test
    void writes_a_document_once_a_batch_however_many_orders_need_it() {
        var stockWrites = new ArrayList<Long>();
        Faults watching = call -> {
            if (call instanceof Call.Commit commit && call.process().equals("inventory-service")) {
                stockWrites.add(commit.writes().stream()
                        .filter(write -> write.path().equals(NAMES.stock("widget")))
                        .count());
            }
            return Fault.NONE;
        };
        var shop = new TestShop(watching);
        var uuids = shop.placeTogether(50, 1);
        shop.start(new TestSteps.Place());
        uuids.forEach(uuid -> shop.await(() -> shop.saga(uuid).is("ORDER_CREATED")));

        shop.start(new TestSteps.Reserve());
        uuids.forEach(uuid -> shop.await(() -> shop.saga(uuid).is("INVENTORY_UPDATED")));

        assertThat(stockWrites).containsOnly(1L).hasSizeLessThan(25);
        assertThat(shop.stock()).isEqualTo(STOCK - 50);
    }

    @Test
    void two_of_one_service_never_sell_more_than_there_is() {
        var shop = new TestShop();
        shop.start(new TestSteps.Place());
        shop.start(new TestSteps.Pay());
        shop.startJanitor();
        shop.engine("inventory-1").run(new TestSteps.Reserve());
        shop.engine("inventory-2").run(new TestSteps.Reserve());

        var uuids = shop.placeTogether(60, 3);
        uuids.forEach(uuid -> shop.await(() -> rests(shop.saga(uuid))));

        assertThat(uuids.stream().filter(uuid -> shop.saga(uuid).is(DONE))).hasSize((int) (STOCK / 3));
        assertThat(shop.stock()).isEqualTo(STOCK % 3);
        assertThat(shop.counts.conflicts).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"frontend-service", "order-service", "inventory-service", "payment-service"})
    void a_commit_whose_answer_is_lost_takes_effect_once(String service) {
        var faults = new OnFirst(2, Outcome.FAILS_AFTER, OnFirst.commitsOf(service));
        var shop = new TestShop(faults).openAll();

        var uuid = shop.place(5);
        shop.awaitRest(uuid, DONE);

        assertThat(faults.spent() || shop.counts.outages > 0).isTrue();
        assertThat(shop.stock()).isEqualTo(STOCK - 5);
        assertThat(shop.count("payments")).isEqualTo(1);
        assertThat(shop.saga(uuid).history())
                .extracting(Saga.Entry::status)
                .containsExactly("RECEIVED", "ORDER_CREATED", "INVENTORY_UPDATED", DONE);
    }

    @Test
    void stock_is_given_back_once_though_the_answer_is_lost() {
        var faults = new OnFirst(1, Outcome.FAILS_AFTER, OnFirst.commitsOf("janitor-service"));
        var shop = new TestShop(faults).openAll();

        var uuid = shop.place(failing(5));
        shop.awaitRest(uuid, Flow.COMPENSATED);

        assertThat(faults.spent()).isTrue();
        assertNothingLeft(shop, uuid);
    }

    @Test
    void an_outage_makes_no_dead_letter_and_everything_catches_up() {
        var shop =
                new TestShop(new OnFirst(40, Outcome.FAILS_BEFORE, OnFirst.commitsOf("inventory-service"))).openAll();

        var uuids = shop.placeTogether(20, 1);
        uuids.forEach(uuid -> shop.awaitRest(uuid, DONE));

        assertThat(shop.counts.outages).isGreaterThanOrEqualTo(40);
        assertThat(shop.counts.deadLetters).isZero();
        assertThat(shop.stock()).isEqualTo(STOCK - 20);
    }

    @Test
    void an_order_is_accepted_though_nothing_can_be_published() {
        var shop = new TestShop(call -> call instanceof Call.Publish ? Fault.of(Outcome.FAILS_BEFORE) : Fault.NONE);

        var uuid = shop.place(5);

        assertThat(shop.saga(uuid).status()).isEqualTo(Flow.RECEIVED);
        assertThat(shop.saga(uuid).wakeAt()).isPresent();
        assertThat(shop.world.published("frontend")).isEmpty();
    }

    @Test
    void reads_that_fail_are_repeated_too() {
        var faults = new OnFirst(
                5,
                Outcome.FAILS_BEFORE,
                call -> call instanceof Call.Read && call.process().equals("order-service"));
        var shop = new TestShop(faults).openAll();

        shop.awaitRest(shop.place(1), DONE);

        assertThat(faults.spent()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"order-service", "inventory-service", "payment-service"})
    void an_event_that_cannot_be_published_is_published_when_its_message_comes_again(String service) {
        var faults = new OnFirst(3, Outcome.FAILS_BEFORE, OnFirst.publishesOf(service));
        var shop = new TestShop(faults).openAll();

        shop.awaitRest(shop.place(5), DONE);

        assertThat(faults.spent()).isTrue();
        assertThat(shop.counts.publishedAgain).isPositive();
        assertThat(shop.stock()).isEqualTo(STOCK - 5);
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"CRASHES_BEFORE", "CRASHES_AFTER"})
    void a_step_that_dies_around_its_commit_is_made_good_by_its_successor(Outcome outcome) {
        for (var step : List.of(new TestSteps.Place(), new TestSteps.Reserve(), new TestSteps.Pay())) {
            var faults = new OnFirst(1, outcome, OnFirst.commitsOf(step.service()));
            var shop = new TestShop(faults).openAll();
            var dying = shop.world.process(step.service());
            var uuid = shop.place(5);
            shop.await(() -> !dying.alive());
            shop.start(step);

            shop.awaitRest(uuid, DONE);

            assertThat(shop.stock()).as(step.service()).isEqualTo(STOCK - 5);
            assertThat(shop.count("payments")).isEqualTo(1);
        }
    }

    @Test
    void a_step_that_dies_before_it_publishes_is_made_good_by_redelivery_alone() {
        var faults = new OnFirst(1, Outcome.CRASHES_BEFORE, OnFirst.publishesOf("order-service"));
        var shop = new TestShop(faults).openAll();
        var uuid = shop.place(5);
        shop.await(faults::spent);
        assertThat(shop.saga(uuid).status()).isEqualTo("ORDER_CREATED");
        assertThat(shop.world.published("order-created")).isEmpty();

        shop.start(new TestSteps.Place());

        shop.awaitRest(uuid, DONE);
    }

    @Test
    void everything_said_three_times_over_changes_nothing() {
        var shop = new TestShop(call -> call instanceof Call.Publish || call instanceof Call.Deliver
                        ? Fault.of(Outcome.TWICE)
                        : Fault.NONE)
                .openAll();

        var done = shop.placeTogether(10, 2);
        var undone = shop.place(failing(7));
        done.forEach(uuid -> shop.awaitRest(uuid, DONE));
        shop.awaitRest(undone, Flow.COMPENSATED);
        var before = shop.world.documents();
        shop.world.runFor(Duration.ofMinutes(1));

        assertThat(shop.world.documents()).isEqualTo(before);
        assertThat(shop.stock()).isEqualTo(STOCK - 20);
        assertNothingOf(shop, undone);
    }

    @Test
    void a_no_stays_a_no_when_the_shelf_is_full_again() {
        var shop = new TestShop().openAll();
        var uuid = shop.place(STOCK + 1);
        shop.awaitRest(uuid, Flow.COMPENSATED);
        var stocked = new AtomicReference<>(false);
        shop.world
                .process("opening")
                .documents()
                .commit(List.of(new Write.Increment(NAMES.stock("widget"), Map.of("quantity", 1_000L))))
                .subscribe()
                .with(ok -> stocked.set(true));
        shop.await(stocked::get);

        for (var topic : List.of("frontend", "order-created", "inventory-updated", "error")) {
            shop.world.published(topic).forEach(message -> shop.publish(topic, message.text()));
        }
        shop.world.runFor(Duration.ofMinutes(5));

        assertThat(shop.saga(uuid).status()).isEqualTo(Flow.COMPENSATED);
        assertThat(shop.stock()).isEqualTo(STOCK + 1_000);
    }

    @Test
    void what_cannot_be_read_or_names_no_saga_becomes_a_dead_letter_and_makes_nothing() {
        var shop = new TestShop().openAll();
        var before = shop.world.documents();

        shop.publish("order-created", "not json");
        shop.publish("order-created", "{\"uuid\":\"nonsense\"}");
        shop.publish(
                "frontend",
                "{\"uuid\":\"%s\",\"item\":\"widget\",\"user\":\"jack\",\"quantity\":1}".formatted(order(1).uuid()));
        shop.await(() -> shop.world.published("dead-letter").size() == 3);

        assertThat(shop.world.published("dead-letter"))
                .extracting(Message::attributes)
                .allSatisfy(attributes ->
                        assertThat(attributes).containsKeys("topic", "subscription", "step", "reason", "attempt"));
        assertThat(shop.world.documents()).isEqualTo(before);
        shop.await(() -> shop.world.backlog("order-created-sub") == 0);
    }

    @Test
    void attributes_that_no_topic_takes_do_not_keep_a_message_from_being_put_away() {
        var received = Message.of("not json", Map.of("googclient_traceparent", "00-1-2-01", "mine", "kept"));
        var shop = new TestShop();
        var published = new AtomicReference<>(false);
        var process = shop.world.process("order-service");

        new DeadLetters(NAMES, process.topics(), Signals.NONE)
                .publish(received, new DeadLetters.Origin("frontend", "frontend-sub", "order-service"), "why", 1)
                .subscribe()
                .with(ok -> published.set(true));
        shop.await(published::get);

        assertThat(shop.world.published("dead-letter").get(0).attributes())
                .containsEntry("mine", "kept")
                .doesNotContainKey("googclient_traceparent");
    }

    @Test
    void what_cannot_be_put_away_comes_again() {
        var faults = new OnFirst(
                2,
                Outcome.FAILS_BEFORE,
                call -> call instanceof Call.Publish publish && publish.topic().equals("dead-letter"));
        var shop = new TestShop(faults).openAll();

        shop.publish("frontend", "not json");
        shop.await(() -> shop.world.backlog("frontend-sub") == 0);

        assertThat(shop.world.published("dead-letter")).hasSize(1);
    }

    @Test
    void asked_to_stop_it_takes_nothing_more_and_finishes_what_is_in_hand() {
        var shop = new TestShop(
                call -> call instanceof Call.Commit && call.process().equals("order-service")
                        ? Fault.delay(Duration.ofSeconds(1))
                        : Fault.NONE);
        var engine = shop.engine("order-service");
        engine.run(new TestSteps.Place());
        var first = shop.place(1);
        shop.world.runFor(Duration.ofMillis(500));

        var stopped = new AtomicReference<>(false);
        engine.stop(Duration.ofSeconds(6)).subscribe().with(ok -> stopped.set(true));
        shop.await(stopped::get);
        assertThat(shop.saga(first).status()).isEqualTo("ORDER_CREATED");
        assertThat(shop.world.published("order-created")).hasSize(1);
        shop.await(() -> shop.world.backlog("frontend-sub") == 0);

        var late = shop.place(1);
        shop.world.runFor(Duration.ofMinutes(1));
        assertThat(shop.saga(late).status()).isEqualTo(Flow.RECEIVED);
    }

    @Test
    void a_message_before_its_time_is_a_dead_letter() {
        var shop = new TestShop();
        var uuid = shop.place(1);
        shop.start(new TestSteps.Pay());

        shop.publish("inventory-updated", "{\"uuid\":\"%s\"}".formatted(uuid));
        shop.await(() -> shop.world.published("dead-letter").size() == 1);

        assertThat(shop.world.published("dead-letter").get(0).attributes())
                .containsEntry("reason", "before its time: the saga has only come to RECEIVED");
        assertThat(shop.saga(uuid).status()).isEqualTo(Flow.RECEIVED);
    }

    @Test
    void what_a_message_says_of_the_order_is_not_believed() {
        var shop = new TestShop();
        var uuid = shop.place(5);

        shop.publish(
                "frontend", "{\"uuid\":\"%s\",\"item\":\"gold\",\"user\":\"jimbo\",\"quantity\":99}".formatted(uuid));
        shop.openAll();

        shop.awaitRest(uuid, DONE);
        assertThat(shop.stock()).isEqualTo(STOCK - 5);
    }

    @Test
    void a_bug_concerns_its_own_message_only_and_ends_as_a_dead_letter() {
        var shop = new TestShop();
        shop.start(new TestSteps.Place());
        shop.start(new TestSteps.Pay());
        shop.start(new TestSteps.Reserve() {
            @Override
            public dev.ordersaga.saga.Outcome<Taken> decide(Order order, Seen seen) {
                if (order.quantity() == 13) {
                    throw new ArithmeticException("13");
                }
                return super.decide(order, seen);
            }
        });

        var good = shop.placeTogether(10, 1);
        var bad = shop.place(13);
        good.forEach(uuid -> shop.awaitRest(uuid, DONE));
        shop.await(() -> shop.world.published("dead-letter").size() == 1);

        var dead = shop.world.published("dead-letter").get(0);
        assertThat(dead.attributes())
                .containsEntry("uuid", bad)
                .containsEntry("reason", "a bug: java.lang.ArithmeticException: 13")
                .containsEntry("attempt", "5");
        assertThat(shop.saga(bad).status()).isEqualTo("ORDER_CREATED");
    }

    @Test
    void a_record_that_is_there_already_stops_its_own_order_only() {
        var shop = new TestShop();
        var order = order(1);
        shop.place(order);
        var squatted = new AtomicReference<>(false);
        shop.world
                .process("opening")
                .documents()
                .commit(List.of(new Write.Create(NAMES.order("jack", order.uuid()), Map.of())))
                .subscribe()
                .with(ok -> squatted.set(true));
        shop.await(squatted::get);
        shop.openAll();

        var other = shop.place(1);

        shop.awaitRest(other, DONE);
        shop.await(() -> shop.world.published("dead-letter").size() == 1);
        assertThat(shop.saga(order.uuid()).status()).isEqualTo(Flow.RECEIVED);
    }

    @Test
    void a_request_the_database_cannot_take_is_narrowed_down_to_its_culprit() {
        var shop = new TestShop();
        shop.start(new TestSteps.Reserve());
        shop.start(new TestSteps.Pay());
        var uuids = shop.placeTogether(9, 1);
        var culprit = shop.place(13);
        shop.start(new TestSteps.Place() {
            @Override
            public void write(Order order, Changes changes) {
                var huge = order.quantity() == 13 ? "x".repeat(5_000_000) : "";
                changes.create(NAMES.order(order.user(), order.uuid()), Map.of("note", huge));
            }
        });

        uuids.forEach(uuid -> shop.awaitRest(uuid, DONE));
        shop.await(() -> shop.world.published("dead-letter").size() == 1);

        assertThat(shop.world.published("dead-letter").get(0).text()).contains(culprit);
    }

    @Test
    void bytes_bound_a_batch_as_well_as_number() {
        var sizes = new ArrayList<Integer>();
        Faults watching = call -> {
            if (call instanceof Call.Commit commit && call.process().equals("order-service")) {
                sizes.add(commit.writes().size());
            }
            return Fault.NONE;
        };
        var shop = new TestShop(watching, Map.of("ordersaga.engine.batch-bytes-max", "4000"));
        var uuids = shop.placeTogether(40, 1);

        shop.openAll();
        uuids.forEach(uuid -> shop.awaitRest(uuid, DONE));

        assertThat(sizes).allSatisfy(size -> assertThat(size).isLessThan(20));
        assertThat(shop.stock()).isEqualTo(STOCK - 40);
    }

    @Test
    void a_report_from_outside_undoes_a_completed_order_and_gives_its_reason() {
        var shop = new TestShop().openAll();
        var uuid = shop.place(5);
        shop.awaitRest(uuid, DONE);

        shop.publish("error", "{\"uuid\":\"%s\",\"reason\":\"DAMAGED\",\"detail\":\"It broke.\"}".formatted(uuid));
        shop.awaitRest(uuid, Flow.COMPENSATED);

        assertNothingLeft(shop, uuid);
        assertThat(shop.saga(uuid).reason()).contains("DAMAGED");
        assertThat(shop.saga(uuid).history()).extracting(Saga.Entry::detail).contains("It broke.");
    }

    @Test
    void a_step_that_was_working_when_the_order_failed_loses_at_its_commit() {
        var shop = new TestShop(call ->
                OnFirst.commitsOf("payment-service").test(call) ? Fault.delay(Duration.ofSeconds(5)) : Fault.NONE);
        shop.start(new TestSteps.Place());
        shop.start(new TestSteps.Reserve());
        shop.startJanitor();
        var uuid = shop.place(5);
        shop.await(() -> shop.saga(uuid).is("INVENTORY_UPDATED"));
        shop.start(new TestSteps.Pay());
        shop.world.runFor(Duration.ofSeconds(1));

        shop.publish("error", "{\"uuid\":\"%s\"}".formatted(uuid));
        shop.awaitRest(uuid, Flow.COMPENSATED);
        shop.world.runFor(Duration.ofMinutes(2));

        assertNothingLeft(shop, uuid);
        assertThat(shop.saga(uuid).reason()).contains("REPORTED");
    }

    private static void assertNothingLeft(TestShop shop, String uuid) {
        assertThat(shop.stock()).isEqualTo(STOCK);
        assertNothingOf(shop, uuid);
    }

    private static void assertNothingOf(TestShop shop, String uuid) {
        assertThat(shop.exists(NAMES.order("jack", uuid))).isFalse();
        assertThat(shop.exists(NAMES.reservation("widget", uuid))).isFalse();
        assertThat(shop.exists(NAMES.payment(uuid))).isFalse();
    }

    private static boolean rests(Saga saga) {
        return Flow.ORDERS.rests(saga.status()) && !saga.unpublished();
    }
}
