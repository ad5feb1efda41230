package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.flow.Flow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Services die, and others take their place. */
class KillE2E {

    /** Five seconds where there is nothing else to do; what this is about took more than forty-five. */
    private static final Duration AFTER_READY = Duration.ofSeconds(40);

    private static final Duration IDLE = Duration.ofSeconds(75);
    private static final Duration STOP_MAX = Duration.ofSeconds(10);

    private static Shop shop;

    @BeforeAll
    static void open() {
        // Orders wait here for a service that is dead for as long as the test takes to place them.
        shop = Shop.open(
                "kill",
                config -> config.withEnvironment("frontend-service", Map.of("ORDERSAGA_ENGINE_BACKLOG_AGE_MAX", "5m")));
        shop.atRest(shop.place("widget", 1, "jack"), Shop.PATIENCE);
    }

    @AfterAll
    static void close() {
        try {
            shop.audit();
        } finally {
            shop.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"frontend-service", "order-service", "inventory-service", "payment-service", "janitor-service"})
    void after_a_kill_and_up_an_order_is_at_rest_soon(String service) {
        shop.stack().kill(service);
        shop.stack().up();

        var done = shop.atRest(shop.place("widget", 1, "jack"), AFTER_READY);
        var undone = shop.atRest(shop.place("widget", 1, "nobody"), AFTER_READY);

        assertThat(Json.text(done, "status")).isEqualTo(Flow.ORDERS.completed());
        assertThat(Json.text(undone, "status")).isEqualTo(Flow.COMPENSATED);
    }

    @Test
    void all_that_was_sent_after_a_subscriber_was_killed_reaches_its_successor() {
        shop.stack().kill("payment-service");
        var uuids = IntStream.range(0, 300)
                .parallel()
                .mapToObj(i -> shop.place("widget", 1, "jack"))
                .toList();
        awaitStatus(uuids, "INVENTORY_UPDATED", Shop.PATIENCE);

        shop.stack().up();

        awaitStatus(uuids, "PAYMENT_CREATED", AFTER_READY);
    }

    @Test
    void after_idling_for_long_an_order_is_at_rest_soon() {
        shop.atRest(shop.place("widget", 1, "jack"), Shop.PATIENCE);
        var idleUntil = Instant.now().plus(IDLE);
        await().atMost(IDLE.plusSeconds(30))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> Instant.now().isAfter(idleUntil));

        shop.atRest(shop.place("widget", 1, "jack"), AFTER_READY);
    }

    @Test
    void asked_to_stop_under_load_a_service_finishes_what_it_has_in_hand() {
        var uuids = IntStream.range(0, 200)
                .mapToObj(i -> shop.place("widget", 1, "jack"))
                .toList();
        var began = Instant.now();

        shop.stack().stop("inventory-service");

        assertThat(Duration.between(began, Instant.now())).isLessThan(STOP_MAX);
        shop.stack().up();
        awaitStatus(uuids, "PAYMENT_CREATED", Shop.PATIENCE);
        assertThat(shop.metric("inventory-service", "ordersaga_published_again_total"))
                .isZero();
    }

    private static void awaitStatus(List<String> uuids, String status, Duration limit) {
        await().atMost(limit)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> shop.sagas(uuids).stream()
                                .filter(saga -> saga.is(status))
                                .count()
                        == uuids.size());
    }
}
