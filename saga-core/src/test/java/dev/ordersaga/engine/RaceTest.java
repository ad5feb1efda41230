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
import dev.ordersaga.saga.Saga;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever comes second loses at the guard, whatever it was about to do. */
class RaceTest {

    private static final String DONE = "PAYMENT_CREATED";
    private static final Duration SLOW = Duration.ofSeconds(5);

    @ParameterizedTest
    @ValueSource(strings = {"order-service", "inventory-service", "payment-service"})
    void a_step_at_work_loses_against_a_report_from_outside(String service) {
        var shop = shopWhereCommitsAreSlow(service);
        shop.openAll();
        var uuid = shop.place(5);
        var before = Map.of(
                "order-service", Flow.RECEIVED,
                "inventory-service", "ORDER_CREATED",
                "payment-service", "INVENTORY_UPDATED");
        shop.await(() -> shop.saga(uuid).is(before.get(service)));
        shop.world.runFor(Duration.ofSeconds(1));

        report(shop, uuid);
        shop.awaitRest(uuid, Flow.COMPENSATED);
        shop.world.runFor(Duration.ofMinutes(5));

        assertUndone(shop, uuid);
    }

    @Test
    void of_two_janitors_one_gives_back() {
        var shop = new TestShop(call -> call instanceof Call.Commit
                        && call.process().startsWith("janitor")
                ? Fault.delay(SLOW)
                : call instanceof Call.Deliver deliver && deliver.subscription().equals("error-sub")
                        ? Fault.of(Outcome.TWICE)
                        : Fault.NONE);
        shop.start(new TestSteps.Place());
        shop.start(new TestSteps.Reserve());
        shop.start(new TestSteps.Pay());
        shop.engine("janitor-1").run(new TestSteps.Undo());
        shop.engine("janitor-2").run(new TestSteps.Undo());

        var uuid = shop.place(failing(5));
        for (int i = 0; i < 10; i++) {
            report(shop, uuid);
        }
        shop.awaitRest(uuid, Flow.COMPENSATED);
        shop.world.runFor(Duration.ofMinutes(5));

        assertUndone(shop, uuid);
    }

    @Test
    void a_claim_does_not_bring_back_what_has_moved_on() {
        var shop = shopWhereCommitsAreSlow("relay");
        shop.startRelay();
        var uuid = shop.place(5);
        shop.world.runFor(Duration.ofSeconds(52));

        shop.openAll();
        shop.awaitRest(uuid, DONE);
        shop.world.runFor(Duration.ofMinutes(5));

        assertThat(shop.saga(uuid).status()).isEqualTo(DONE);
        assertThat(shop.saga(uuid).unpublished()).isFalse();
    }

    @Test
    void a_deadline_does_not_undo_what_is_done_meanwhile() {
        var failing = new AtomicBoolean();
        var shop = new TestShop(call -> {
            if (call instanceof Call.Commit commit && call.process().equals("relay")) {
                failing.compareAndSet(false, commit.writes().toString().contains(WakeWork.TIMED_OUT));
                return Fault.delay(SLOW);
            }
            return Fault.NONE;
        });
        shop.startRelay();
        var uuid = shop.place(5);
        shop.await(failing::get);

        shop.openAll();
        shop.awaitRest(uuid, DONE);
        shop.world.runFor(Duration.ofMinutes(5));

        assertThat(shop.saga(uuid).status()).isEqualTo(DONE);
        assertThat(shop.saga(uuid).reached(Flow.FAILED)).isFalse();
        assertThat(shop.stock()).isEqualTo(STOCK - 5);
    }

    @Test
    void a_mark_stands_for_the_version_that_was_published() {
        var shop = new TestShop(call -> call instanceof Call.CommitEach
                        && call.process().equals("payment-service")
                ? Fault.delay(SLOW)
                : OnFirst.publishesOf("janitor-service").test(call) ? Fault.of(Outcome.FAILS_BEFORE) : Fault.NONE);
        shop.openAll();
        var uuid = shop.place(5);
        shop.await(() -> shop.saga(uuid).is(DONE));

        report(shop, uuid);
        shop.await(() -> shop.saga(uuid).is(Flow.COMPENSATED));
        shop.world.runFor(Duration.ofMinutes(1));

        assertThat(shop.saga(uuid).unpublished()).isTrue();
        assertThat(shop.saga(uuid).wakeAt()).isPresent();
    }

    @Test
    void one_uuid_makes_one_order() {
        var shop = shopWhereCommitsAreSlow("frontend-service");
        var order = order(5);
        var first = new AtomicReference<Saga>();
        shop.engine("frontend-service")
                .accept(order, "frontend-service")
                .subscribe()
                .with(first::set);
        shop.world.runFor(Duration.ofSeconds(1));
        var second = new AtomicReference<Saga>();
        shop.engine("frontend-2").accept(order, "frontend-2").subscribe().with(second::set);

        shop.await(() -> first.get() != null && second.get() != null);

        assertThat(shop.saga(order.uuid()).version()).isEqualTo(1);
        assertThat(first.get()).isEqualTo(second.get());
    }

    private static TestShop shopWhereCommitsAreSlow(String process) {
        return new TestShop(call -> OnFirst.commitsOf(process).test(call) ? Fault.delay(SLOW) : Fault.NONE);
    }

    private static void report(TestShop shop, String uuid) {
        shop.publish("error", "{\"uuid\":\"%s\"}".formatted(uuid));
    }

    private static void assertUndone(TestShop shop, String uuid) {
        assertThat(shop.saga(uuid).status()).isEqualTo(Flow.COMPENSATED);
        assertThat(shop.stock()).isEqualTo(STOCK);
        assertThat(shop.exists(NAMES.order("jack", uuid))).isFalse();
        assertThat(shop.exists(NAMES.reservation("widget", uuid))).isFalse();
        assertThat(shop.exists(NAMES.payment(uuid))).isFalse();
    }
}
