package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.google.SystemTime;
import dev.ordersaga.operations.Answer;
import dev.ordersaga.operations.stock.Shelves;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two of one service take from the same shelves, and somebody puts more there. */
class TwoInventoriesE2E {

    private static final int ITEMS = 20;
    private static final int ORDERS = 1_000;
    private static final int AT_A_TIME = 32;
    private static final long STOCK = 10_000;
    private static final long PRICE = 4;
    private static final long PUT_IN = 300;

    @Test
    void stock_is_exact_though_two_inventory_services_take_from_it_and_an_operator_restocks() throws Exception {
        try (var shop = Shop.open("two-inventories", config -> config.withInstances("inventory-service", 2))) {
            IntStream.range(0, ITEMS).forEach(i -> shop.stock("item-" + i, STOCK, PRICE));

            var crowd = Executors.newFixedThreadPool(AT_A_TIME);
            var orders = IntStream.range(0, ORDERS)
                    .mapToObj(i -> crowd.submit(() -> shop.place("item-" + i % ITEMS, 1 + i % 3, "jack")))
                    .toList();
            restock(shop);
            for (var order : orders) {
                order.get();
            }
            crowd.shutdown();
            await().atMost(Shop.PATIENCE)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> shop.sagas().stream()
                                    .filter(saga -> saga.is(Flow.ORDERS.completed()))
                                    .count()
                            == ORDERS);

            var sold = shop.sagas().stream()
                    .collect(Collectors.groupingBy(
                            saga -> saga.order().item(),
                            Collectors.summingLong(saga -> saga.order().quantity())));
            assertThat(sold).hasSize(ITEMS);
            sold.forEach(
                    (item, quantity) -> assertThat(shop.stockOf(item)).as(item).isEqualTo(STOCK + PUT_IN - quantity));

            shop.audit();

            var taken = shop.metric("inventory-service", "ordersaga_sagas_total");
            var takenByOther = shop.metric("inventory-service-2", "ordersaga_sagas_total");
            assertThat(taken).isPositive();
            assertThat(takenByOther).isPositive();
            System.out.printf(
                    "two inventory-services: %.0f and %.0f orders, %.0f and %.0f conflicts%n",
                    taken,
                    takenByOther,
                    shop.metric("inventory-service", "ordersaga_conflicts_total"),
                    shop.metric("inventory-service-2", "ordersaga_conflicts_total"));
        }
    }

    /** Item after item, at a new price, while they are sold. */
    private static void restock(Shop shop) {
        try (var time = new SystemTime()) {
            var shelves = new Shelves(shop.names(), shop.documents(), time);
            for (int i = 0; i < ITEMS; i++) {
                var answer = Shop.wait(shelves.restock("item-" + i, PUT_IN, Optional.of(PRICE + i)));
                assertThat(answer)
                        .extracting(Answer::exitCode)
                        .as(answer.words())
                        .isEqualTo(0);
            }
        }
    }
}
