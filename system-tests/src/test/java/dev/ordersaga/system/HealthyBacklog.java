package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.flow.Flow;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * Orders that come far faster than they can be worked on, so that most lie longer than the relay's first pause: it leaves
 * them in peace. Only on demand, see docs/guarantees.md.
 */
class HealthyBacklog {

    private static final int ORDERS = Integer.getInteger("backlog.orders", 20_000);
    private static final Duration LIMIT = Duration.ofMinutes(4);

    @Test
    void less_than_one_in_a_hundred_is_published_again() {
        try (var shop = Shop.open("backlog")) {
            Crowd.stock(shop);
            Rush.place(shop, ORDERS, LIMIT);
            var placed = Instant.now();
            long backlog = ORDERS - completed(shop);

            await().atMost(LIMIT).pollInterval(Duration.ofSeconds(2)).until(shop::isAtRest);

            var took = Duration.between(placed, Instant.now());
            double again = shop.stack().names().stream()
                    .mapToDouble(service -> shop.metric(service, "ordersaga_published_again_total"))
                    .sum();
            System.out.printf(
                    "%d of %d orders under way when the last was placed, all at rest %d s later, %d times an event was published again%n",
                    backlog, ORDERS, took.toSeconds(), (long) again);
            assertThat(backlog).isGreaterThan(ORDERS / 2);
            assertThat(completed(shop)).isEqualTo(ORDERS);
            assertThat(again).isLessThan(ORDERS / 100.0);
            shop.audit();
        }
    }

    private static long completed(Shop shop) {
        return shop.sagas().stream()
                .filter(saga -> saga.is(Flow.ORDERS.completed()))
                .count();
    }
}
