package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.saga.Saga;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Far more orders than can be worked on at once: the relay leaves them in peace. Only on demand, see docs/guarantees.md. */
class HealthyBacklog {

    private static final int ORDERS = Integer.getInteger("backlog.orders", 20_000);
    private static final int AT_A_TIME = 64;
    private static final Duration LIMIT = Duration.ofMinutes(4);

    @Test
    void less_than_one_in_a_hundred_is_published_again() throws InterruptedException {
        try (var shop = Shop.open(
                "backlog",
                // What there would otherwise never be.
                config ->
                        config.withEnvironment("frontend-service", Map.of("ORDERSAGA_ENGINE_BACKLOG_AGE_MAX", "1d")))) {
            Crowd.stock(shop);
            shop.stack().stop("order-service");
            placeAll(shop);
            var placed = Instant.now();

            shop.stack().up();
            await().atMost(LIMIT).pollInterval(Duration.ofSeconds(1)).until(() -> shop.unfinished() == 0);

            var took = Duration.between(placed, Instant.now());
            double again = shop.stack().names().stream()
                    .mapToDouble(service -> shop.metric(service, "ordersaga_published_again_total"))
                    .sum();
            System.out.printf(
                    "%d orders at rest %d s after the last was placed, %d times an event was published again%n",
                    ORDERS, took.toSeconds(), (long) again);
            assertThat(shop.sagas().stream().collect(Collectors.groupingBy(Saga::status, Collectors.counting())))
                    .isEqualTo(Map.of(Flow.ORDERS.completed(), (long) ORDERS));
            assertThat(again).isLessThan(ORDERS / 100.0);
            shop.audit();
        }
    }

    private static void placeAll(Shop shop) throws InterruptedException {
        var crowd = Executors.newFixedThreadPool(AT_A_TIME);
        for (int i = 0; i < ORDERS; i++) {
            crowd.execute(() -> shop.place(Crowd.PLENTY, 1, "jack"));
        }
        crowd.shutdown();
        assertThat(crowd.awaitTermination(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
}
