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
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Time;
import dev.ordersaga.port.Write;
import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.saga.SagaDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is wrong with one order concerns that order, and nobody who happens to be in the same batch. */
class IsolationTest {

    private static final String DONE = "PAYMENT_CREATED";

    @Test
    void a_damaged_saga_document_concerns_its_own_order_only() {
        var shop =
                new TestShop(call -> call instanceof Call.Read && call.process().equals("order-service")
                        ? Fault.delay(Duration.ofMillis(300))
                        : Fault.NONE);
        var uuids = shop.placeTogether(60, 1);
        shop.tamper(NAMES.saga(shop.place(1)), Map.of("quantity", 1.0));

        shop.openAll();
        shop.world.runFor(Duration.ofMinutes(5));

        assertThat(shop.statuses(uuids)).isEqualTo(Map.of(DONE, 60L));
        assertThat(shop.world.published("dead-letter")).hasSize(1);
    }

    @Test
    void damaged_sagas_that_the_relay_finds_keep_no_other_from_being_undone() {
        var shop =
                new TestShop(call -> call instanceof Call.Read && call.process().equals("janitor-service")
                        ? Fault.delay(Duration.ofMillis(300))
                        : Fault.NONE);
        shop.start(new TestSteps.Place());
        shop.start(new TestSteps.Reserve());
        shop.start(new TestSteps.Pay());
        for (var bad : shop.placeTogether(16, 1)) {
            shop.awaitRest(bad, DONE);
            shop.tamper(NAMES.saga(bad), Map.of("quantity", 1.0, "wake_at", shop.world.now()));
        }
        var janitor = shop.engine("janitor-service");
        janitor.run(new TestSteps.Undo());
        janitor.relay("janitor-service");

        var uuids = new ArrayList<String>();
        for (int i = 0; i < 40; i++) {
            uuids.add(shop.place(failing(1)));
        }
        shop.world.runFor(Duration.ofMinutes(10));

        assertThat(shop.statuses(uuids)).isEqualTo(Map.of(Flow.COMPENSATED, 40L));
        assertThat(shop.world.published("dead-letter")).isEmpty();
    }

    @Test
    void sagas_that_cannot_be_woken_do_not_keep_others_from_being_found() {
        var shop = new TestShop();
        shop.placeTogether(inOneBucket(25)).forEach(uuid -> shop.tamper(NAMES.saga(uuid), Map.of("quantity", 1.5)));
        var healthy = shop.placeTogether(inOneBucket(5));

        shop.startRelay();
        shop.startJanitor();
        shop.world.runFor(Duration.ofMinutes(20));

        assertThat(shop.statuses(healthy)).containsOnlyKeys(Flow.COMPENSATED);
    }

    @Test
    void a_status_of_a_newer_flow_stops_nobody_else() {
        var shop = new TestShop();
        var uuids = shop.placeTogether(100, 1);
        uuids.subList(0, 5).forEach(uuid -> shop.tamper(NAMES.saga(uuid), Map.of("status", "SHIPPED")));

        shop.startRelay();
        shop.openAll();
        shop.world.runFor(Duration.ofMinutes(4));

        assertThat(shop.statuses(uuids)).isEqualTo(Map.of(DONE, 95L, "SHIPPED", 5L));
    }

    @Test
    void stock_is_never_given_back_without_the_saga() {
        var shop = new TestShop();
        shop.start(new TestSteps.Place());
        shop.start(new TestSteps.Reserve());
        shop.start(new TestSteps.Pay());
        var uuid = shop.place(failing(5));
        shop.await(() -> shop.saga(uuid).is(Flow.FAILED));
        shop.tamper(NAMES.stock("widget"), Map.of("quantity", "95"));

        shop.startJanitor();
        shop.world.runFor(Duration.ofMinutes(5));

        assertThat(shop.saga(uuid).status()).isEqualTo(Flow.FAILED);
        assertThat(shop.exists(NAMES.reservation("widget", uuid))).isTrue();
        assertThat(shop.exists(NAMES.order("jack", uuid))).isTrue();
    }

    @Test
    void two_changes_of_one_document_in_one_decision_both_count() {
        var shop = new TestShop();
        shop.start(new TestSteps.Place());
        shop.start(new TestSteps.Reserve() {
            @Override
            public void write(Taken taken, Changes changes) {
                super.write(taken, changes);
                changes.update(NAMES.stock("widget"), Map.of("last_user", "jack"));
            }
        });

        var uuid = shop.place(5);
        shop.await(() -> shop.saga(uuid).is("INVENTORY_UPDATED"));

        assertThat(shop.world.document(NAMES.stock("widget")).orElseThrow().fields())
                .isEqualTo(Map.of("quantity", STOCK - 5, "last_user", "jack"));
    }

    @Test
    void a_field_that_no_message_can_carry_is_left_where_it_is() {
        var shop = new TestShop();
        var uuids = shop.placeTogether(30, 1);
        uuids.subList(0, 3).forEach(uuid -> shop.tamper(NAMES.saga(uuid), Map.of("reviewed", Instant.EPOCH)));

        shop.openAll();
        uuids.forEach(uuid -> shop.awaitRest(uuid, DONE));

        assertThat(shop.world.document(NAMES.saga(uuids.get(0))).orElseThrow().fields())
                .containsEntry("reviewed", Instant.EPOCH);
    }

    @Test
    void what_waits_is_taken_though_what_failed_before_was_given_up() {
        var away = new AtomicBoolean(true);
        var shop = new TestShop(
                call -> away.get() && OnFirst.commitsOf("frontend-service").test(call)
                        ? Fault.of(Outcome.FAILS_BEFORE)
                        : Fault.NONE);
        var engine = shop.engine("frontend-service");
        var givenUp = order(1);
        var first = engine.accept(givenUp, "frontend-service").subscribe().with(saga -> {});
        shop.world.runFor(Duration.ofSeconds(3));
        var stored = new AtomicReference<Saga>();
        engine.accept(order(2), "frontend-service").subscribe().with(stored::set);

        first.cancel();
        away.set(false);
        shop.await(() -> stored.get() != null);

        assertThat(shop.exists(NAMES.saga(givenUp.uuid()))).isFalse();
    }

    @Test
    void two_marks_of_one_saga_do_no_harm_to_others() {
        var shop = new TestShop(call -> call instanceof Call.CommitEach
                ? Fault.delay(Duration.ofSeconds(1))
                : call instanceof Call.Deliver deliver && deliver.subscription().equals("error-sub")
                        ? Fault.of(Outcome.TWICE)
                        : Fault.NONE);
        shop.openAll();
        var uuids = new ArrayList<String>();
        for (int i = 0; i < 20; i++) {
            uuids.add(shop.place(failing(1)));
        }
        uuids.forEach(uuid -> shop.await(() -> shop.saga(uuid).is(Flow.COMPENSATED)));
        shop.world.published("error").forEach(message -> shop.publish("error", message.text()));
        shop.world.runFor(Duration.ofSeconds(30));

        assertThat(uuids).noneMatch(uuid -> shop.saga(uuid).unpublished());
    }

    @Test
    void the_relay_does_not_pile_up_what_it_cannot_do() {
        var away = new AtomicBoolean();
        var tries = new ArrayList<Integer>();
        var shop = new TestShop(call -> {
            if (away.get() && call instanceof Call.Commit commit) {
                tries.add(commit.writes().size());
                return Fault.of(Outcome.FAILS_BEFORE);
            }
            return Fault.NONE;
        });
        shop.placeTogether(300, 1);
        away.set(true);

        shop.startRelay();
        shop.world.runFor(Duration.ofMinutes(10));

        assertThat(tries).isNotEmpty().allSatisfy(size -> assertThat(size).isLessThanOrEqualTo(20));
    }

    @Test
    void a_service_whose_clock_is_wrong_delays_no_deadline() {
        var shop = new TestShop();
        shop.startJanitor();
        shop.startRelay();
        var own = shop.world.process("frontend-service");
        var engine = new SagaEngine(
                Flow.ORDERS,
                NAMES,
                own.documents(),
                own.topics(),
                new Ahead(own.time(), Duration.ofHours(2)),
                TestShop.config(Map.of()),
                Signals.NONE);
        var accepted = new AtomicReference<Saga>();
        engine.accept(order(1), "frontend-service").subscribe().with(accepted::set);
        shop.await(() -> accepted.get() != null);

        shop.world.runFor(Duration.ofMinutes(6));

        assertThat(shop.saga(accepted.get().order().uuid()).status()).isEqualTo(Flow.COMPENSATED);
    }

    @Test
    void a_batch_too_slow_for_its_deadline_is_made_smaller() {
        var shop = new TestShop(call -> call instanceof Call.Commit commit
                        && call.process().equals("order-service")
                        && commit.writes().size() > 40
                ? Fault.of(Outcome.FAILS_BEFORE)
                : Fault.NONE);
        var uuids = shop.placeTogether(90, 1);

        shop.openAll();
        uuids.forEach(uuid -> shop.awaitRest(uuid, DONE));

        assertThat(shop.counts.outages).isPositive();
    }

    @Test
    void those_who_lost_go_apart_and_the_others_need_not_wait_for_them() {
        var commits = new ArrayList<List<DocumentPath>>();
        var loser = new AtomicReference<DocumentPath>();
        var shop = new AtomicReference<TestShop>();
        shop.set(new TestShop(call -> {
            if (!(call instanceof Call.Commit commit) || !call.process().equals("order-service")) {
                return Fault.NONE;
            }
            var sagas = paths(commit, NAMES.sagas());
            commits.add(sagas);
            if (loser.get() == null && sagas.size() > 2) {
                loser.set(sagas.get(0));
                return overtake(shop.get(), loser.get());
            }
            return Fault.NONE;
        }));
        var uuids = shop.get().placeTogether(10, 1);

        shop.get().openAll();
        uuids.forEach(uuid -> shop.get().awaitRest(uuid, DONE));

        var together =
                commits.stream().filter(sagas -> sagas.contains(loser.get())).toList();
        assertThat(together).hasSize(2);
        assertThat(together.get(1)).containsExactly(loser.get());
    }

    @Test
    void those_who_lose_twice_are_split_by_what_they_fight_over() {
        var sizes = new ArrayList<Long>();
        var shop = new AtomicReference<TestShop>();
        shop.set(new TestShop(call -> {
            if (call instanceof Call.Commit commit && call.process().equals("inventory-service")) {
                sizes.add((long) stocks(commit).size());
                if (sizes.size() <= 2) {
                    overtake(shop.get(), NAMES.stock("a"));
                    return overtake(shop.get(), NAMES.stock("b"));
                }
            }
            return Fault.NONE;
        }));
        shop.get()
                .commit(
                        new Write.Create(NAMES.stock("a"), Map.of("quantity", 50L)),
                        new Write.Create(NAMES.stock("b"), Map.of("quantity", 50L)));
        shop.get().start(new TestSteps.Place());
        var uuids = new ArrayList<String>();
        for (int i = 0; i < 10; i++) {
            var item = i % 2 == 0 ? "a" : "b";
            uuids.add(shop.get().place(new Order(order(1).uuid(), "jack", item, 1)));
        }
        uuids.forEach(uuid -> shop.get().await(() -> shop.get().saga(uuid).is("ORDER_CREATED")));

        shop.get().start(new TestSteps.Reserve());
        uuids.forEach(uuid -> shop.get().await(() -> shop.get().saga(uuid).is("INVENTORY_UPDATED")));

        assertThat(sizes.subList(2, sizes.size())).contains(1L);
        assertThat(shop.get().counts.conflicts).isGreaterThanOrEqualTo(2);
    }

    @Test
    void those_who_lost_over_what_many_want_want_less_at_once() {
        assertThat(stocksPerCommit(commit -> stocks(commit).get(0))).containsSequence(5L, 6L, 7L, 8L);
    }

    @Test
    void those_who_lost_over_a_saga_want_as_much_at_once_as_before() {
        assertThat(stocksPerCommit(commit -> paths(commit, NAMES.sagas()).get(0)))
                .doesNotContain(5L, 6L)
                .contains(8L);
    }

    /** Of how many items each commit takes, when somebody else changes a document that the first one of eight writes. */
    private static List<Long> stocksPerCommit(Function<Call.Commit, DocumentPath> overtaken) {
        var sizes = new ArrayList<Long>();
        var shop = new AtomicReference<TestShop>();
        var limits = Map.of(
                "ordersaga.engine.batch-size-max", "8",
                "ordersaga.engine.conflict-pause-min", "1ms");
        shop.set(new TestShop(
                call -> {
                    if (!(call instanceof Call.Commit commit) || !call.process().equals("inventory-service")) {
                        return Fault.NONE;
                    }
                    boolean first = stocks(commit).size() == 8 && !sizes.contains(8L);
                    sizes.add((long) stocks(commit).size());
                    return first ? overtake(shop.get(), overtaken.apply(commit)) : Fault.NONE;
                },
                limits));
        var orders = new ArrayList<Order>();
        for (int i = 0; i < 80; i++) {
            var item = "item-" + i;
            shop.get().commit(new Write.Create(NAMES.stock(item), Map.of("quantity", 50L)));
            orders.add(new Order(order(1).uuid(), "jack", item, 1));
        }
        shop.get().start(new TestSteps.Place());
        var uuids = shop.get().placeTogether(orders);
        uuids.forEach(uuid -> shop.get().await(() -> shop.get().saga(uuid).is("ORDER_CREATED")));

        shop.get().start(new TestSteps.Reserve());
        uuids.forEach(uuid -> shop.get().await(() -> shop.get().saga(uuid).is("INVENTORY_UPDATED")));
        return sizes;
    }

    private static List<DocumentPath> stocks(Call.Commit commit) {
        return paths(commit, "inventory");
    }

    private static List<DocumentPath> paths(Call.Commit commit, String collection) {
        return commit.writes().stream()
                .map(Write::path)
                .filter(path -> path.collection().equals(collection))
                .toList();
    }

    /** Somebody else changes a document while a commit is on its way. */
    private static Fault overtake(TestShop shop, DocumentPath path) {
        shop.world
                .process("somebody")
                .documents()
                .commit(List.of(new Write.Update(
                        path,
                        Map.of("touched", shop.world.now().toString()),
                        Set.of(),
                        shop.world.document(path).orElseThrow().updatedAt())))
                .subscribe()
                .with(ok -> {});
        return Fault.delay(Duration.ofMillis(100));
    }

    /** So many orders whose sagas the relay finds together. */
    private static List<Order> inOneBucket(int count) {
        return Stream.generate(() -> order(1))
                .filter(order -> SagaDocument.bucket(order.uuid()) == 3)
                .limit(count)
                .toList();
    }

    private record Ahead(Time real, Duration by) implements Time {

        @Override
        public Instant now() {
            return real.now().plus(by);
        }

        @Override
        public Timer after(Duration delay, Runnable task) {
            return real.after(delay, task);
        }

        @Override
        public Executor executor() {
            return real.executor();
        }

        @Override
        public RandomGenerator random() {
            return real.random();
        }
    }
}
