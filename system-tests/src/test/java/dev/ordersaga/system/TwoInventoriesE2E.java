package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.google.SystemTime;
import dev.ordersaga.operations.Answer;
import dev.ordersaga.operations.stock.Shelves;
import dev.ordersaga.saga.Saga;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two of one service take from the same shelves, and somebody puts more there. */
class TwoInventoriesE2E {

    private static final String SHELF = "shelf-";
    private static final int ITEMS = 20;
    private static final int ORDERS = 1_000;
    private static final int AT_A_TIME = 32;
    private static final long STOCK = 10_000;
    private static final long PRICE = 4;
    private static final long PUT_IN = 300;

    @Test
    void stock_is_exact_though_two_inventory_services_take_from_it_and_an_operator_restocks() throws Exception {
        var shop = Shop.standing();
        IntStream.range(0, ITEMS).forEach(i -> shop.stock(SHELF + i, STOCK, PRICE));

        var before = sagas(shop);
        var crowd = Executors.newFixedThreadPool(AT_A_TIME);
        var orders = IntStream.range(0, ORDERS)
                .mapToObj(i -> crowd.submit(() -> shop.place(SHELF + i % ITEMS, 1 + i % 3, "jack")))
                .toList();
        restock(shop);
        for (var order : orders) {
            order.get();
        }
        crowd.shutdown();
        await().atMost(Shop.PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> orders(shop)
                                .filter(saga -> saga.is(Flow.ORDERS.completed()))
                                .count()
                        == ORDERS);

        var sold = orders(shop)
                .collect(Collectors.groupingBy(
                        saga -> saga.order().item(),
                        Collectors.summingLong(saga -> saga.order().quantity())));
        assertThat(sold).hasSize(ITEMS);
        sold.forEach((item, quantity) -> assertThat(shop.stockOf(item)).as(item).isEqualTo(STOCK + PUT_IN - quantity));

        shop.audit();

        var taken = sagas(shop);
        IntStream.range(0, 2).forEach(i -> assertThat(taken.get(i)).isGreaterThan(before.get(i)));
        System.out.printf(
                "two inventory-services: %.0f and %.0f orders%n",
                taken.get(0) - before.get(0), taken.get(1) - before.get(1));
    }

    private static Stream<Saga> orders(Shop shop) {
        return shop.sagas().stream().filter(saga -> saga.order().item().startsWith(SHELF));
    }

    /** How many orders each of the two has moved. */
    private static List<Double> sagas(Shop shop) {
        return shop.instances("inventory-service").stream()
                .map(instance -> shop.metric(instance, "ordersaga_sagas_total"))
                .toList();
    }

    /** Item after item, at a new price, while they are sold. */
    private static void restock(Shop shop) {
        try (var time = new SystemTime()) {
            var shelves = new Shelves(shop.names(), shop.documents(), time);
            for (int i = 0; i < ITEMS; i++) {
                var answer = Shop.wait(shelves.restock(SHELF + i, PUT_IN, Optional.of(PRICE + i)));
                assertThat(answer)
                        .extracting(Answer::exitCode)
                        .as(answer.words())
                        .isEqualTo(0);
            }
        }
    }
}
