package dev.ordersaga.system;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersaga.flow.Flow;
import dev.ordersaga.saga.Saga;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What customers owe, and orders taken back at any moment, with two of the service that takes payments. */
class CreditE2E {

    private static final String DONE = Flow.ORDERS.completed();
    private static final int CANCELS = 100;
    private static final int AT_A_TIME = 32;
    private static final int CANCELS_MAX = 1_000;
    private static final int RUSH = 400;
    private static final int EACH_LEAST = 10;
    private static final Set<String> LIVE = Set.of("RECEIVED", "ORDER_CREATED", "INVENTORY_UPDATED", DONE);

    private static Shop shop;

    @BeforeAll
    static void enter() {
        shop = Shop.standing();
        Crowd.stock(shop);
    }

    @AfterAll
    static void all_promises_hold() {
        shop.audit();
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
        assertThat(Json.text(placeOne(), "detail"))
                .isEqualTo("The order comes to 100, and only 0 of joan's credit are left. Your order was undone;"
                        + " nothing was charged.");

        var done = orders.stream().filter(order -> fate(order).equals(DONE)).toList();
        given().delete(shop.frontend("/order/" + Json.text(done.get(0), "uuid")))
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
        given().delete(shop.frontend("/order/" + Json.text(done.get(1), "uuid")))
                .then()
                .statusCode(409);
        settle(placeOne(), 409);
    }

    @Test
    void whenever_an_order_is_taken_back_nothing_of_it_is_left() throws Exception {
        var won = new TreeMap<String, Long>();
        int cancels = 0;
        var began = Instant.now();
        Rush.place(shop, RUSH, Shop.PATIENCE);
        awaitRest();
        var moments = Duration.between(began, Instant.now());
        do {
            signal("STOP");
            var early = takenBack(moments);
            signal("CONT");
            var late = takenBack(moments);
            awaitRest();
            Stream.of(early, late)
                    .flatMap(List::stream)
                    .map(shop::saga)
                    .forEach(saga -> won.merge(lostAt(saga), 1L, Long::sum));
            cancels += early.size() + late.size();
        } while (!isCovered(won) && cancels < CANCELS_MAX);

        System.out.printf("%d cancels within %d ms of the orders: %s%n", cancels, moments.toMillis(), won);
        assertThat(won.keySet()).isSubsetOf(LIVE);
        assertThat(isCovered(won)).as("%s, each %d times", LIVE, EACH_LEAST).isTrue();
    }

    /** Payment takes next to no time: at rest, it lets orders be met before it. */
    private static void signal(String name) {
        shop.instances("payment-service").forEach(instance -> shop.stack().signal(instance, name));
    }

    private static boolean isCovered(Map<String, Long> won) {
        return LIVE.stream().allMatch(status -> won.getOrDefault(status, 0L) >= EACH_LEAST);
    }

    /** So many orders in a rush, each taken back at some moment of these. */
    private static List<String> takenBack(Duration moments) throws InterruptedException, ExecutionException {
        var people = Executors.newFixedThreadPool(AT_A_TIME);
        var regrets = Executors.newScheduledThreadPool(AT_A_TIME);
        var random = new Random();
        try {
            Rush.place(shop, RUSH, Shop.PATIENCE);
            var orders = IntStream.range(0, CANCELS)
                    .mapToObj(i -> people.submit(() -> {
                        var uuid = shop.place(Crowd.PLENTY, 1, "jack");
                        long moment = random.nextLong(moments.toMillis());
                        return regrets.schedule(() -> cancel(uuid), moment, TimeUnit.MILLISECONDS);
                    }))
                    .toList();
            var uuids = new ArrayList<String>();
            for (var order : orders) {
                uuids.add(order.get().get());
            }
            return uuids;
        } finally {
            people.shutdownNow();
            regrets.shutdownNow();
        }
    }

    private static String cancel(String uuid) {
        given().delete(shop.frontend("/order/" + uuid)).then().statusCode(202);
        return uuid;
    }

    private static void awaitRest() {
        await().atMost(Shop.PATIENCE).until(shop::isAtRest);
    }

    /** What the order had come to when it was taken back. */
    private static String lostAt(Saga saga) {
        assertThat(saga.reason()).contains("CANCELLED");
        return saga.history().get(saga.history().size() - 3).status();
    }

    private static JsonNode placeOne() {
        return shop.atRest(shop.place("widget", 10, "joan"), Shop.PATIENCE);
    }

    private static String fate(JsonNode order) {
        return Json.text(order, "status").equals(DONE) ? DONE : Json.text(order, "reason");
    }

    private static void settle(JsonNode order, int status) {
        given().post(shop.frontend("/order/" + Json.text(order, "uuid") + "/settle"))
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
