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
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the relay makes good, and what it leaves alone. */
class RelayTest {

    private static final String DONE = "PAYMENT_CREATED";

    @Test
    void an_order_is_published_though_the_frontend_died_right_after_storing_it() {
        var faults = new OnFirst(1, Outcome.CRASHES_BEFORE, OnFirst.publishesOf("frontend-service"));
        var shop = new TestShop(faults).openAll();
        var uuid = shop.place(5);
        shop.await(faults::spent);

        shop.startRelay();

        shop.awaitRest(uuid, DONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"frontend", "order-created", "inventory-updated", "payment-created", "error", "order-compensated"
            })
    void a_message_that_the_broker_loses_is_sent_again(String topic) {
        var faults = new OnFirst(
                1,
                Outcome.LOST,
                call -> call instanceof Call.Publish publish && publish.topic().equals(topic));
        var shop = new TestShop(faults).openAll();
        shop.startRelay();

        var done = shop.place(5);
        var undone = shop.place(failing(5));

        shop.awaitRest(done, DONE);
        shop.awaitRest(undone, Flow.COMPENSATED);
        assertThat(faults.spent()).isTrue();
        assertThat(shop.stock()).isEqualTo(STOCK - 5);
    }

    @Test
    void a_mark_that_is_lost_costs_one_more_message() {
        var faults = new OnFirst(1, Outcome.FAILS_BEFORE, call -> call instanceof Call.CommitEach);
        var shop = new TestShop(faults).openAll();
        shop.startRelay();

        var uuid = shop.place(5);
        shop.awaitRest(uuid, DONE);

        assertThat(faults.spent()).isTrue();
        assertThat(shop.world.published("payment-created")).hasSize(2);
    }

    @Test
    void an_order_that_nobody_works_on_fails_once_its_deadline_is_past_and_is_undone() {
        var shop = new TestShop();
        shop.start(new TestSteps.Place());
        shop.startJanitor();
        shop.startRelay();
        var placed = shop.world.now();

        var uuid = shop.place(5);
        shop.awaitRest(uuid, Flow.COMPENSATED);

        assertThat(shop.saga(uuid).reason()).contains("TIMED_OUT");
        assertThat(shop.exists(NAMES.order("jack", uuid))).isFalse();
        assertThat(Duration.between(placed, shop.world.now()))
                .isBetween(Duration.ofMinutes(5), Duration.ofMinutes(5).plusSeconds(6));
    }

    @Test
    void the_relay_looks_ever_less_often() {
        var shop = new TestShop(Faults.NONE, Map.of("ordersaga.engine.deadline", "1d"));
        shop.startRelay();
        var uuid = shop.place(5);

        shop.world.runFor(Duration.ofHours(1));

        assertThat(shop.world.published("frontend")).hasSizeBetween(8, 12);
        assertThat(shop.saga(uuid).attempts()).isBetween(7, 11);
    }

    @Test
    void a_sweep_that_fails_is_not_the_last() {
        var shop = new TestShop(new OnFirst(100, Outcome.FAILS_BEFORE, call -> call instanceof Call.Due));
        shop.startRelay();

        shop.place(5);
        shop.await(() -> shop.world.published("frontend").size() > 1);
    }

    @Test
    void a_database_that_takes_long_to_answer_is_asked_less_often() {
        var looks = new AtomicInteger();
        var shop = new TestShop(call -> {
            if (!(call instanceof Call.Due)) {
                return Fault.NONE;
            }
            looks.incrementAndGet();
            return Fault.delay(Duration.ofMillis(300));
        });
        shop.startRelay();

        shop.world.runFor(Duration.ofMinutes(1));

        assertThat(looks.get()).isBetween(7, 9);
    }

    @Test
    void a_database_that_no_longer_answers_is_asked_less_often_though_much_lay_still() {
        var looks = new AtomicInteger();
        var slow = new AtomicBoolean();
        var shop = new TestShop(call -> {
            if (!(call instanceof Call.Due) || !slow.get()) {
                return Fault.NONE;
            }
            looks.incrementAndGet();
            return new Fault(Duration.ofSeconds(2), Outcome.FAILS_BEFORE);
        });
        shop.placeTogether(400, 0);
        shop.startRelay();
        shop.world.runFor(Duration.ofSeconds(40));

        slow.set(true);
        shop.world.runFor(Duration.ofMinutes(1));

        assertThat(looks.get()).isBetween(6, 8);
    }

    @Test
    void an_order_at_rest_is_left_alone() {
        var shop = new TestShop().openAll();
        shop.startRelay();
        var uuid = shop.place(5);
        shop.awaitRest(uuid, DONE);
        var before = shop.saga(uuid);

        shop.world.runFor(Duration.ofHours(2));

        assertThat(shop.saga(uuid)).isEqualTo(before);
        assertThat(shop.counts.publishedAgain).isZero();
    }

    @Test
    void two_relays_do_not_both_take_a_saga_on() {
        var shop = new TestShop(call -> OnFirst.commitsOf("relay-1").test(call)
                        || OnFirst.commitsOf("relay-2").test(call)
                ? Fault.delay(Duration.ofSeconds(8))
                : Fault.NONE);
        shop.engine("relay-1").relay("janitor-service");
        shop.engine("relay-2").relay("janitor-service");
        var uuid = shop.place(5);

        shop.world.runFor(Duration.ofSeconds(80));

        assertThat(shop.saga(uuid).attempts()).isEqualTo(1);
        assertThat(shop.world.published("frontend")).hasSize(2);
    }

    @Test
    void an_order_whose_storing_gave_no_answer_is_there_once() {
        var faults = new OnFirst(1, Outcome.FAILS_AFTER, OnFirst.commitsOf("frontend-service"));
        var shop = new TestShop(faults);
        var accepted = new AtomicReference<String>();
        var order = order(5);

        shop.engine("frontend-service")
                .accept(order, "frontend-service")
                .subscribe()
                .with(saga -> accepted.set(saga.order().uuid()));
        shop.await(() -> accepted.get() != null);

        assertThat(accepted.get()).isEqualTo(order.uuid());
        assertThat(shop.count("sagas")).isEqualTo(1);
        assertThat(shop.saga(order.uuid()).version()).isEqualTo(1);
    }

    @Test
    void what_pauses_while_the_database_is_away_counts_as_waiting() {
        var shop = new TestShop(
                call -> OnFirst.commitsOf("frontend-service").test(call) ? Fault.of(Outcome.FAILS_BEFORE) : Fault.NONE,
                Map.of("ordersaga.engine.waiting-max", "3"));
        var engine = shop.engine("frontend-service");
        var refused = new AtomicReference<Throwable>();
        for (int i = 0; i < 10; i++) {
            engine.accept(order(1), "frontend-service").subscribe().with(saga -> {}, refused::set);
            shop.world.runFor(Duration.ofMillis(50));
        }

        shop.await(() -> refused.get() != null);

        assertThat(refused.get()).isInstanceOf(SagaEngine.OverloadedException.class);
    }

    @Test
    void too_many_orders_that_wait_for_their_commit_are_refused_at_once() {
        assertThat(whyRefused(call -> call instanceof Call.Commit)).isInstanceOf(SagaEngine.OverloadedException.class);
    }

    @Test
    void too_many_orders_whose_event_waits_for_the_broker_are_refused_at_once() {
        assertThat(whyRefused(call -> call instanceof Call.Publish)).isInstanceOf(SagaEngine.OverloadedException.class);
    }

    /** What more orders are told than may wait, when this takes long at the frontend. */
    private static Throwable whyRefused(Predicate<Call> slow) {
        var shop = new TestShop(
                call -> call.process().equals("frontend-service") && slow.test(call)
                        ? Fault.delay(Duration.ofMinutes(1))
                        : Fault.NONE,
                Map.of("ordersaga.engine.waiting-max", "3"));
        var engine = shop.engine("frontend-service");
        var refused = new AtomicReference<Throwable>();
        for (int i = 0; i < 5; i++) {
            engine.accept(order(1), "frontend-service").subscribe().with(saga -> {}, refused::set);
            shop.world.runFor(Duration.ofMillis(20));
        }

        shop.await(() -> refused.get() != null);

        return refused.get();
    }
}
