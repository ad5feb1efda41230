package dev.ordersaga.system;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.saga.Saga;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What customers owe, and orders taken back at any moment, with two of the service that takes payments. */
class CreditE2E {

    private static final String DONE = Flow.ORDERS.completed();
    private static final int CANCELS = 200;
    private static final int AT_A_TIME = 32;
    private static final int EACH_LEAST = 10;

    private static Shop shop;

    @BeforeAll
    static void open() {
        shop = Shop.open("credit", config -> config.withInstances("payment-service", 2));
        Crowd.stock(shop);
    }

    @AfterAll
    static void close() {
        try {
            shop.audit();
        } finally {
            shop.close();
        }
    }

    @Test
    void joan_gets_what_her_credit_covers_and_what_she_gives_back_she_can_spend_again() {
        var uuids = IntStream.range(0, 50)
                .parallel()
                .mapToObj(i -> shop.place("widget", 10, "joan"))
                .toList();
        var orders =
                uuids.stream().map(uuid -> shop.atRest(uuid, Shop.PATIENCE)).toList();

        assertThat(orders.stream().collect(groupingBy(CreditE2E::fate, counting())))
                .isEqualTo(Map.of(DONE, 10L, "INSUFFICIENT_CREDIT", 40L));
        assertThat(balance()).isEqualTo(1_000);
        assertThat(placeOne().getString("detail"))
                .isEqualTo("The order comes to 100, and only 0 of joan's credit are left. Your order was undone;"
                        + " nothing was charged.");

        var done = orders.stream().filter(order -> fate(order).equals(DONE)).toList();
        given().delete(shop.frontend("/order/" + done.get(0).getString("uuid")))
                .then()
                .statusCode(202);
        await().atMost(Shop.PATIENCE).until(() -> balance() == 900);
        assertThat(fate(placeOne())).isEqualTo(DONE);
        assertThat(fate(placeOne())).isEqualTo("INSUFFICIENT_CREDIT");

        settle(done.get(1), 200);
        settle(done.get(1), 200);
        assertThat(balance()).isEqualTo(900);
        assertThat(fate(placeOne())).isEqualTo(DONE);
        assertThat(fate(placeOne())).isEqualTo("INSUFFICIENT_CREDIT");
        given().delete(shop.frontend("/order/" + done.get(1).getString("uuid")))
                .then()
                .statusCode(409);
        settle(placeOne(), 409);
    }

    @Test
    void whenever_an_order_is_taken_back_nothing_of_it_is_left() throws Exception {
        var people = Executors.newScheduledThreadPool(AT_A_TIME);
        try {
            var began = Instant.now();
            awaitRest(together(people, Duration.ZERO, false));
            var moments = Duration.between(began, Instant.now());

            var uuids = together(people, moments, true);
            awaitRest(uuids);

            var won = new TreeMap<>(uuids.stream().map(shop::saga).collect(groupingBy(CreditE2E::lostAt, counting())));
            System.out.printf("%d cancels within %d ms of the orders: %s%n", CANCELS, moments.toMillis(), won);
            assertThat(won).containsOnlyKeys("RECEIVED", "ORDER_CREATED", "INVENTORY_UPDATED", DONE);
            assertThat(won.values()).allMatch(times -> times >= EACH_LEAST);
        } finally {
            people.shutdownNow();
        }
    }

    /** So many orders at once; who is to take theirs back does so at a moment of their own. */
    private static List<String> together(ScheduledExecutorService people, Duration moments, boolean cancel)
            throws InterruptedException, ExecutionException {
        var random = new Random();
        var uuids = Collections.synchronizedList(new ArrayList<String>());
        var placed = new ArrayList<Future<Future<?>>>();
        for (int i = 0; i < CANCELS; i++) {
            placed.add(people.submit(() -> {
                var uuid = shop.place(Crowd.PLENTY, 1, "jack");
                uuids.add(uuid);
                long moment = cancel ? random.nextLong(moments.toMillis()) : 0;
                return people.schedule(() -> cancel(uuid, cancel), moment, TimeUnit.MILLISECONDS);
            }));
        }
        for (var each : placed) {
            each.get().get();
        }
        return uuids;
    }

    private static void cancel(String uuid, boolean cancel) {
        if (cancel) {
            given().delete(shop.frontend("/order/" + uuid)).then().statusCode(202);
        }
    }

    private static void awaitRest(List<String> uuids) {
        await().atMost(Shop.PATIENCE).until(() -> uuids.stream().map(shop::saga).allMatch(CreditE2E::rests));
    }

    private static boolean rests(Saga saga) {
        return Flow.ORDERS.rests(saga.status()) && !saga.unpublished();
    }

    /** What the order had come to when it was taken back. */
    private static String lostAt(Saga saga) {
        assertThat(saga.reason()).contains("CANCELLED");
        return saga.history().get(saga.history().size() - 3).status();
    }

    private static JsonPath placeOne() {
        return shop.atRest(shop.place("widget", 10, "joan"), Shop.PATIENCE);
    }

    private static String fate(JsonPath order) {
        return order.getString("status").equals(DONE) ? DONE : order.getString("reason");
    }

    private static void settle(JsonPath order, int status) {
        given().post(shop.frontend("/order/" + order.getString("uuid") + "/settle"))
                .then()
                .statusCode(status);
    }

    private static long balance() {
        return (Long) shop.document(shop.names().account("joan"))
                .orElseThrow()
                .fields()
                .get("open_balance");
    }
}
