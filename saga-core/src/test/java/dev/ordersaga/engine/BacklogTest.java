package dev.ordersaga.engine;

import static dev.ordersaga.engine.TestShop.NAMES;
import static dev.ordersaga.engine.TestShop.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.memory.Call;
import dev.ordersaga.memory.Fault;
import dev.ordersaga.memory.Fault.Outcome;
import dev.ordersaga.memory.Faults;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.saga.SagaDocument;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens when the services are behind with their work. */
class BacklogTest {

    private static final int MANY = 400;

    private static AtomicReference<Object> accept(SagaEngine frontend) {
        var outcome = new AtomicReference<>();
        frontend.accept(order(1), "frontend-service").subscribe().with(outcome::set, outcome::set);
        return outcome;
    }

    private static Object answer(TestShop shop, SagaEngine frontend) {
        accept(frontend);
        shop.world.runFor(Duration.ofSeconds(3));
        var outcome = accept(frontend);
        shop.await(() -> outcome.get() != null);
        return outcome.get();
    }

    private static void awaitAll(TestShop shop, List<String> uuids, String status) {
        var limit = shop.world.now().plus(TestShop.LIMIT);
        while (!shop.statuses(uuids).equals(Map.of(status, (long) uuids.size()))) {
            assertThat(shop.world.now()).isBefore(limit);
            shop.world.runFor(Duration.ofSeconds(1));
        }
    }

    @Test
    void while_orders_lie_still_new_ones_are_refused_and_taken_again_once_they_move() {
        var shop = new TestShop();
        var frontend = shop.engine("frontend-service");
        shop.placeTogether(MANY, 0);
        assertThat(answer(shop, frontend)).isNotInstanceOf(Throwable.class);

        shop.world.runFor(Duration.ofSeconds(40));
        assertThat(answer(shop, frontend)).isInstanceOf(SagaEngine.OverloadedException.class);

        shop.openAll();
        shop.world.runFor(Duration.ofSeconds(10));
        assertThat(answer(shop, frontend)).isNotInstanceOf(Throwable.class);
    }

    @Test
    void a_backlog_that_the_relay_looks_after_is_one_all_the_same() {
        var shop = new TestShop();
        var frontend = shop.engine("frontend-service");
        shop.startRelay();
        shop.placeTogether(MANY, 0);
        shop.world.runFor(Duration.ofSeconds(32));
        assertThat(answer(shop, frontend)).isInstanceOf(SagaEngine.OverloadedException.class);

        for (int i = 0; i < 20; i++) {
            assertThat(answer(shop, frontend)).isInstanceOf(SagaEngine.OverloadedException.class);
            shop.world.runFor(Duration.ofSeconds(5));
        }
    }

    @Test
    void orders_that_can_never_be_worked_on_are_no_backlog() {
        var shop = new TestShop();
        var frontend = shop.engine("frontend-service");
        shop.placeTogether(MANY, 0);

        shop.world.runFor(Duration.ofMinutes(6));

        assertThat(answer(shop, frontend)).isNotInstanceOf(Throwable.class);
    }

    @Test
    void what_can_no_longer_be_seen_refuses_nobody() {
        var broken = new AtomicReference<>(false);
        var shop = new TestShop(
                call -> call instanceof Call.Due && broken.get() ? Fault.of(Outcome.FAILS_BEFORE) : Fault.NONE);
        var frontend = shop.engine("frontend-service");
        shop.placeTogether(MANY, 0);
        shop.world.runFor(Duration.ofSeconds(40));
        assertThat(answer(shop, frontend)).isInstanceOf(SagaEngine.OverloadedException.class);

        broken.set(true);
        answer(shop, frontend);

        assertThat(answer(shop, frontend)).isNotInstanceOf(Throwable.class);
    }

    @Test
    void what_was_seen_long_ago_refuses_nobody() {
        var shop = new TestShop(Faults.NONE, Map.of("ordersaga.engine.deadline", "1d"));
        var frontend = shop.engine("frontend-service");
        shop.placeTogether(MANY, 0);
        shop.world.runFor(Duration.ofSeconds(40));
        assertThat(answer(shop, frontend)).isInstanceOf(SagaEngine.OverloadedException.class);
        shop.world.runFor(Duration.ofMinutes(1));

        var outcome = accept(frontend);
        shop.await(() -> outcome.get() != null);

        assertThat(outcome.get()).isNotInstanceOf(Throwable.class);
    }

    @Test
    void one_order_that_is_stuck_keeps_nobody_out() {
        var shop = new TestShop();
        var frontend = shop.engine("frontend-service");
        shop.place(5);

        shop.world.runFor(Duration.ofMinutes(1));

        assertThat(answer(shop, frontend)).isNotInstanceOf(Throwable.class);
    }

    @Test
    void when_all_is_well_one_look_is_enough_for_many_orders() {
        var looks = new AtomicReference<>(0);
        var shop = new TestShop(call -> {
            if (call instanceof Call.Due) {
                looks.set(looks.get() + 1);
            }
            return Fault.NONE;
        });

        shop.placeTogether(MANY, 0);

        assertThat(looks.get()).isEqualTo(1);
    }

    @Test
    void a_look_that_fails_keeps_nobody_out_and_is_not_the_last() {
        var faults = new OnFirst(2, Outcome.FAILS_BEFORE, call -> call instanceof Call.Due);
        var shop = new TestShop(faults);
        var frontend = shop.engine("frontend-service");

        assertThat(answer(shop, frontend)).isNotInstanceOf(Throwable.class);
        assertThat(answer(shop, frontend)).isNotInstanceOf(Throwable.class);

        assertThat(faults.spent()).isTrue();
    }

    @Test
    void a_database_that_gives_no_answer_in_the_end_is_asked_less_often() {
        var looks = new AtomicReference<>(0);
        var shop = new TestShop(call -> {
            if (!(call instanceof Call.Due)) {
                return Fault.NONE;
            }
            looks.set(looks.get() + 1);
            return new Fault(Duration.ofSeconds(2), Outcome.FAILS_BEFORE);
        });
        var frontend = shop.engine("frontend-service");

        for (int i = 0; i < 70; i++) {
            accept(frontend);
            shop.world.runFor(Duration.ofMillis(500));
        }

        assertThat(looks.get()).isBetween(4, 6);
    }

    @Test
    void a_backlog_that_is_worked_off_is_hardly_ever_said_again() {
        var shop = new TestShop(
                call -> call instanceof Call.Commit commit && commit.process().equals("order-service")
                        ? Fault.delay(Duration.ofMillis(500))
                        : Fault.NONE,
                Map.of("ordersaga.engine.batch-size-max", "20"));
        var uuids = shop.placeTogether(2_000, 0);
        shop.openAll();
        shop.startRelay();

        awaitAll(shop, uuids, "PAYMENT_CREATED");

        // About 40: which orders are drawn depends on what other tests have drawn. HealthyBacklog measures the real
        // thing.
        assertThat(shop.world.published("frontend").size() - 2_000).isLessThan(2_000 / 20);
    }

    @Test
    void what_the_broker_lost_is_said_again_as_fast_as_may_be() {
        var shop = new TestShop(call ->
                call instanceof Call.Publish publish && publish.process().equals("frontend-service")
                        ? Fault.of(Outcome.LOST)
                        : Fault.NONE);
        var uuids = shop.placeTogether(2_000, 0);
        shop.openAll();
        shop.startRelay();
        var lost = shop.world.now();

        awaitAll(shop, uuids, "PAYMENT_CREATED");

        assertThat(Duration.between(lost, shop.world.now())).isLessThan(Duration.ofSeconds(100));
    }

    /** A look finds 400 or 100 of the 500 in its buckets; the first of all is one that cannot be woken. */
    @ParameterizedTest
    @ValueSource(strings = {"20", "5"})
    void all_that_is_late_has_failed_one_sweep_after_its_deadline(String claimsMax) {
        var shop = new TestShop(Faults.NONE, Map.of("ordersaga.engine.claims-max", claimsMax));
        var bad = shop.place(0);
        shop.tamper(NAMES.saga(bad), Map.of("quantity", 1.5));
        var uuids = shop.placeTogether(2_000, 0);
        shop.startRelay();

        shop.world.runFor(Duration.ofMinutes(5).plusSeconds(7));

        assertThat(shop.statuses(uuids)).isEqualTo(Map.of("FAILED", 2_000L));
        assertThat(shop.saga(uuids.get(0)).reason()).contains("TIMED_OUT");
        assertThat(shop.exists(NAMES.saga(uuids.get(0)))).isTrue();
    }

    /** In each group 150 that cannot be woken lie before the others, and a look finds 100. */
    @Test
    void many_that_cannot_be_woken_hide_none_that_is_late() {
        var shop = new TestShop(Faults.NONE, Map.of("ordersaga.engine.claims-max", "5"));
        var bad = shop.placeTogether(600, 0);
        bad.forEach(uuid -> shop.tamper(NAMES.saga(uuid), Map.of("quantity", 1.5)));
        shop.startRelay();
        shop.world.runFor(Duration.ofMinutes(2));
        var uuids = shop.placeTogether(1_000, 0);

        shop.world.runFor(Duration.ofMinutes(5).plusSeconds(9));

        assertThat(shop.statuses(uuids)).isEqualTo(Map.of("FAILED", 1_000L));
    }

    /** A look finds 100 of the 475 in its buckets, so that it is repeated; one in 19 of them is not late yet. */
    @Test
    void while_a_look_is_repeated_only_those_that_are_late_are_taken() {
        var shop = new TestShop(
                Faults.NONE,
                Map.of(
                        "ordersaga.engine.claims-max",
                        "5",
                        "ordersaga.engine.wake-after",
                        "60s",
                        "ordersaga.engine.deadline",
                        "2m"));
        var placed = shop.world.now();
        var late = shop.placeTogether(1_800, 0);
        shop.world.runFor(Duration.ofSeconds(10));
        var others = shop.placeTogether(100, 0);
        shop.world.runFor(Duration.ofSeconds(110));
        shop.startRelay();

        awaitAll(shop, late, "FAILED");

        assertThat(shop.world.now()).isBefore(placed.plus(Duration.ofSeconds(130)));
        assertThat(others.stream().mapToInt(uuid -> shop.saga(uuid).attempts()).sum())
                .isBetween(1, 2 * SagaDocument.BUCKETS);
    }

    @Test
    void all_that_is_late_fails_though_those_left_alone_cannot_be_read() {
        var unreadable = new HashSet<DocumentPath>();
        var looks = new AtomicInteger();
        var unread = new AtomicInteger();
        var shop = new TestShop(
                call -> {
                    if (call instanceof Call.Due) {
                        looks.incrementAndGet();
                    }
                    if (call instanceof Call.Read read && !Collections.disjoint(read.paths(), unreadable)) {
                        unread.incrementAndGet();
                        return Fault.of(Outcome.FAILS_BEFORE);
                    }
                    return Fault.NONE;
                },
                Map.of("ordersaga.engine.claims-max", "1"));
        var uuids = shop.placeTogether(400, 0);
        shop.startRelay();
        shop.world.runFor(Duration.ofMinutes(4).plusSeconds(58));
        int before = looks.get();
        shop.await(() -> looks.get() > before);
        // Whatever was claimed then is done with, and the next look is not yet.
        shop.world.runFor(Duration.ofMillis(500));
        unreadable.addAll(uuids.stream().limit(360).map(NAMES::saga).toList());
        shop.tamper(List.copyOf(unreadable), Map.of("wake_at", shop.world.now().plus(Duration.ofDays(1))));

        shop.world.runFor(Duration.ofSeconds(7));

        assertThat(shop.statuses(uuids.subList(360, 400))).isEqualTo(Map.of("FAILED", 40L));
        assertThat(unread.get()).isPositive();
    }
}
