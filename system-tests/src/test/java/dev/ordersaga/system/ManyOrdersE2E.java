package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.port.Message;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.testing.Listener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A crowd: half of it for one item, every tenth order bound to fail; and then everything said again. */
class ManyOrdersE2E {

    private static final int ORDERS = 1_000;
    private static final int AT_A_TIME = 32;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long STOCK = 100_000;
    private static final long RESIDENT_MAX = 300_000_000;
    private static final String HOT = "hot";
    private static final List<String> ITEMS = List.of(HOT, "cold-1", "cold-3", "cold-5", "cold-7", "cold-9");

    @Test
    void a_thousand_orders_come_to_rest_and_saying_it_all_again_changes_nothing() throws Exception {
        var shop = Shop.standing();
        ITEMS.forEach(item -> shop.stock(item, STOCK, 3));
        var listeners = listeners(shop);
        try {
            var began = Instant.now();
            var placed = placeAll(shop);
            await().atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> orders(shop).filter(ManyOrdersE2E::rests).count() == ORDERS);
            System.out.printf(
                    "%d orders at rest after %d ms%n",
                    ORDERS, Duration.between(began, Instant.now()).toMillis());

            var fates = fates(shop);
            assertThat(fates.keySet()).containsExactlyInAnyOrderElementsOf(placed.keySet());
            placed.forEach((uuid, body) -> assertThat(fates.get(uuid))
                    .as(body)
                    .isEqualTo(body.contains("payment-error") ? Flow.COMPENSATED : Flow.ORDERS.completed()));
            assertStock(shop);
            assertMessages(listeners, fates);
            assertResident(shop);

            sayAgain(shop, listeners);
            assertThat(fates(shop)).isEqualTo(fates);
            assertStock(shop);
            shop.audit();
        } finally {
            listeners.values().forEach(Listener::close);
        }
    }

    private static Map<String, Listener> listeners(Shop shop) {
        return List.of(
                        "frontend",
                        "order-created",
                        "inventory-updated",
                        "payment-created",
                        "error",
                        "order-compensated")
                .stream()
                .collect(Collectors.toMap(topic -> topic, shop::listen));
    }

    private static Map<String, String> placeAll(Shop shop) throws InterruptedException, ExecutionException {
        var crowd = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            var orders = IntStream.range(0, ORDERS)
                    .mapToObj(ManyOrdersE2E::body)
                    .map(body -> crowd.submit(() -> Map.entry(shop.place(body), body)))
                    .toList();
            var placed = new ArrayList<Map.Entry<String, String>>();
            for (Future<Map.Entry<String, String>> order : orders) {
                placed.add(order.get());
            }
            return placed.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        } finally {
            crowd.shutdownNow();
        }
    }

    private static String body(int i) {
        var item = i % 2 == 0 ? HOT : "cold-" + i % 10;
        var failing = i % 10 == (i % 20 < 10 ? 9 : 8);
        return """
                {"item":"%s","quantity":%d,"user":"jack"%s}""".formatted(item, 1 + i % 7, failing ? ",\"payment-error\":true" : "");
    }

    private static Stream<Saga> orders(Shop shop) {
        return shop.sagas().stream().filter(saga -> ITEMS.contains(saga.order().item()));
    }

    private static boolean rests(Saga saga) {
        return Flow.ORDERS.rests(saga.status()) && !saga.unpublished();
    }

    private static Map<String, String> fates(Shop shop) {
        return orders(shop).collect(Collectors.toMap(saga -> saga.order().uuid(), Saga::status));
    }

    private static void assertStock(Shop shop) {
        var sold = orders(shop)
                .filter(saga -> saga.is(Flow.ORDERS.completed()))
                .collect(Collectors.groupingBy(
                        saga -> saga.order().item(),
                        Collectors.summingLong(saga -> saga.order().quantity())));
        assertThat(sold).containsOnlyKeys(ITEMS);
        sold.forEach((item, quantity) -> assertThat(shop.stockOf(item)).as(item).isEqualTo(STOCK - quantity));
    }

    /** Each order's own result, once at least, and not the other. */
    private static void assertMessages(Map<String, Listener> listeners, Map<String, String> fates) {
        var done = keysOf(fates, Flow.ORDERS.completed());
        var undone = keysOf(fates, Flow.COMPENSATED);
        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(uuids(listeners.get("payment-created"))).containsExactlyInAnyOrderElementsOf(done);
            assertThat(uuids(listeners.get("order-compensated"))).containsExactlyInAnyOrderElementsOf(undone);
            assertThat(uuids(listeners.get("error"))).containsExactlyInAnyOrderElementsOf(undone);
        });
    }

    private static List<String> keysOf(Map<String, String> fates, String status) {
        return fates.entrySet().stream()
                .filter(fate -> fate.getValue().equals(status))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static List<String> uuids(Listener listener) {
        return listener.heard().stream()
                .map(message -> message.attributes().get("uuid"))
                .distinct()
                .toList();
    }

    private static void assertResident(Shop shop) {
        for (var name : shop.stack().names()) {
            var resident = shop.stack().rss(name).orElseThrow();
            System.out.printf("%s: %d MB resident%n", name, resident / 1_000_000);
            assertThat(resident).as(name).isLessThan(RESIDENT_MAX);
        }
    }

    private static void sayAgain(Shop shop, Map<String, Listener> listeners) {
        var before = shop.everything();
        var handled = Shop.READERS.values().stream().collect(Collectors.toMap(name -> name, shop::handled));
        record Said(String topic, Message message) {}
        var again = new ArrayList<Said>();
        listeners.forEach((topic, listener) -> listener.heard().forEach(message -> {
            var said = new Said(topic, message);
            again.addAll(List.of(said, said, said));
        }));
        Collections.shuffle(again, new Random(1));
        again.stream()
                .map(said -> shop.topics().publish(said.topic(), said.message()))
                .map(published -> published.subscribeAsCompletionStage())
                .toList()
                .forEach(published -> published.join());

        Shop.READERS.forEach((topic, reader) -> {
            var more = again.stream().filter(said -> said.topic().equals(topic)).count();
            await().atMost(LIMIT).until(() -> shop.handled(reader) >= handled.get(reader) + more);
        });
        assertThat(shop.everything()).isEqualTo(before);
    }
}
