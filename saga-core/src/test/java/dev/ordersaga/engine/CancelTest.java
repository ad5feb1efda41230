package dev.ordersaga.engine;

import static dev.ordersaga.engine.TestShop.NAMES;
import static dev.ordersaga.engine.TestShop.STOCK;
import static dev.ordersaga.engine.TestShop.failing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.memory.Call;
import dev.ordersaga.memory.Fault;
import dev.ordersaga.memory.Fault.Outcome;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.saga.Saga.Entry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orders taken back, wherever they are. */
class CancelTest {

    private static Optional<Saga> cancel(TestShop shop, String uuid) {
        var answer = new AtomicReference<Optional<Saga>>();
        shop.engine("frontend-service")
                .cancel(uuid, "frontend-service")
                .subscribe()
                .with(answer::set);
        shop.await(() -> answer.get() != null);
        return answer.get();
    }

    private static List<String> statuses(Saga saga) {
        return saga.history().stream().map(Entry::status).toList();
    }

    private static void start(TestShop shop, int steps) {
        List.of(new TestSteps.Place(), new TestSteps.Reserve(), new TestSteps.Pay())
                .subList(0, steps)
                .forEach(shop::start);
    }

    @ParameterizedTest
    @CsvSource({"0, RECEIVED", "1, ORDER_CREATED", "2, INVENTORY_UPDATED", "3, PAYMENT_CREATED"})
    void wherever_an_order_has_come_to_it_fails_and_is_undone(int steps, String status) {
        var shop = new TestShop();
        start(shop, steps);
        var uuid = shop.place(5);
        shop.await(() -> shop.saga(uuid).is(status));

        var failed = cancel(shop, uuid).orElseThrow();
        shop.startJanitor();
        shop.awaitRest(uuid, Flow.COMPENSATED);

        assertThat(failed.status()).isEqualTo(Flow.FAILED);
        assertThat(failed.reason()).contains("CANCELLED");
        assertThat(shop.saga(uuid).reason()).contains("CANCELLED");
        assertThat(statuses(shop.saga(uuid))).containsSequence(status, Flow.FAILED, Flow.COMPENSATED);
        assertThat(shop.stock()).isEqualTo(STOCK);
        assertThat(shop.exists(NAMES.payment(uuid))).isFalse();
    }

    @Test
    void an_order_cancelled_twice_fails_once_and_is_answered_alike() {
        var shop = new TestShop();
        var uuid = shop.place(5);

        var first = cancel(shop, uuid);
        var second = cancel(shop, uuid);

        shop.await(() -> !shop.world.published(Flow.ERROR_TOPIC).isEmpty());
        shop.world.runFor(Duration.ofSeconds(10));
        assertThat(second).isEqualTo(first);
        assertThat(shop.world.published(Flow.ERROR_TOPIC)).hasSize(1);
    }

    @Test
    void an_order_that_is_undone_stays_as_it_is() {
        var shop = new TestShop().openAll();
        var uuid = shop.place(failing(5));
        shop.awaitRest(uuid, Flow.COMPENSATED);
        var undone = shop.saga(uuid);

        assertThat(cancel(shop, uuid)).contains(undone);
        assertThat(shop.saga(uuid)).isEqualTo(undone);
        assertThat(undone.reason()).contains("PAYMENT_ERROR");
    }

    @Test
    void there_is_nothing_to_cancel_where_there_is_no_order() {
        var shop = new TestShop();
        var uuid = UUID.fromString("00000000-0000-4000-8000-000000000000").toString();

        assertThat(cancel(shop, uuid)).isEmpty();
        assertThat(shop.exists(NAMES.saga(uuid))).isFalse();
    }

    @Test
    void a_step_that_was_working_meanwhile_loses() {
        var shop = new TestShop(call ->
                OnFirst.commitsOf("inventory-service").test(call) ? Fault.delay(Duration.ofSeconds(3)) : Fault.NONE);
        start(shop, 2);
        shop.startJanitor();
        var uuid = shop.place(5);
        shop.await(() -> shop.saga(uuid).is("ORDER_CREATED"));
        shop.world.runFor(Duration.ofSeconds(1));

        cancel(shop, uuid);
        shop.awaitRest(uuid, Flow.COMPENSATED);
        shop.world.runFor(Duration.ofMinutes(1));

        assertThat(statuses(shop.saga(uuid)))
                .containsExactly("RECEIVED", "ORDER_CREATED", Flow.FAILED, Flow.COMPENSATED);
        assertThat(shop.stock()).isEqualTo(STOCK);
        assertThat(shop.exists(NAMES.reservation("widget", uuid))).isFalse();
    }

    @Test
    void a_cancel_whose_event_got_lost_is_published_by_the_relay() {
        var faults = new OnFirst(
                1, Outcome.LOST, call -> OnFirst.publishesOf("frontend-service").test(call) && isError(call));
        var shop = new TestShop(faults).openAll();
        shop.startRelay();
        var uuid = shop.place(5);
        shop.awaitRest(uuid, "PAYMENT_CREATED");

        cancel(shop, uuid);

        shop.awaitRest(uuid, Flow.COMPENSATED);
        assertThat(faults.spent()).isTrue();
    }

    private static boolean isError(Call call) {
        return call instanceof Call.Publish publish && publish.topic().equals(Flow.ERROR_TOPIC);
    }
}
