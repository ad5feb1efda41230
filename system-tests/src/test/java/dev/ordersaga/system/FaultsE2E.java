package dev.ordersaga.system;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.port.Message;
import dev.ordersaga.saga.Saga;
import io.restassured.http.ContentType;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two of everything under load while something goes wrong; what was taken comes to rest as it must, each time. */
class FaultsE2E {

    private static final int ORDERS_PER_SECOND = 8;

    /** After the last thing that went wrong. */
    private static final Duration AT_REST = Duration.ofSeconds(60);

    private static final Duration READY = Duration.ofSeconds(120);

    /** How long a message is kept for one who does not answer. */
    private static final Duration BEYOND_LEASE = Duration.ofSeconds(15);

    private static final Duration OUTAGE = Duration.ofSeconds(30);

    /** The limit is 2.5 s; the rest is for a busy machine. */
    private static final long ANSWER_SECONDS_MAX = 10;

    private static Mishaps mishaps;
    private static Shop shop;

    @BeforeAll
    static void open() {
        mishaps = Mishaps.open("faults");
        shop = mishaps.shop();
    }

    @AfterAll
    static void close() {
        mishaps.close();
    }

    @AfterEach
    void all_promises_hold() {
        shop.audit();
    }

    /** Lets people order while something happens, and awaits that all of their orders come to rest as they must. */
    private static void underLoad(Runnable mishap) {
        var crowd = Crowd.letIn(shop, ORDERS_PER_SECOND);
        try (crowd) {
            await().atMost(READY).until(() -> crowd.taken() > ORDERS_PER_SECOND);
            mishap.run();
            int before = crowd.taken();
            await().atMost(READY).until(() -> crowd.taken() > before + ORDERS_PER_SECOND);
        }
        System.out.printf("%s; %s%n", mishaps.happened(), crowd.told());
        mishaps.end(READY);
        await().atMost(AT_REST).pollInterval(Duration.ofMillis(500)).until(shop::isAtRest);
        assertThat(crowd.wrong(sagas())).isEmpty();
    }

    private static Map<String, Saga> sagas() {
        return shop.sagas().stream()
                .collect(Collectors.toMap(saga -> saga.order().uuid(), Function.identity()));
    }

    private static void pass(Duration time) {
        var until = Instant.now().plus(time);
        await().atMost(time.plusSeconds(30))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> Instant.now().isAfter(until));
    }

    @Test
    void whoever_is_killed_in_turn_loses_nothing() {
        try (var letters = shop.listen(Flow.DEAD_LETTER_TOPIC)) {
            underLoad(() -> shop.stack().names().forEach(instance -> {
                mishaps.kill(instance);
                pass(Duration.ofSeconds(2));
            }));
            assertThat(letters.heard()).isEmpty();
        }
    }

    @Test
    void whoever_is_asked_to_end_hands_over() {
        underLoad(() -> shop.stack().names().stream()
                .filter(instance -> instance.endsWith("-2"))
                .forEach(mishaps::terminate));
    }

    @Test
    void a_step_that_stood_still_while_its_order_was_undone_changes_nothing() {
        var steps = shop.instances("inventory-service");
        var handled = shop.handled("inventory-service");
        var stock = shop.stockOf("widget");
        steps.forEach(mishaps::freeze);
        try {
            var uuid = shop.place("widget", 1, "jack");
            await().atMost(AT_REST).until(() -> shop.saga(uuid).is("ORDER_CREATED"));
            pass(BEYOND_LEASE);
            given().delete(shop.frontend("/order/" + uuid)).then().statusCode(202);
            await().atMost(AT_REST)
                    .until(() -> shop.saga(uuid).is(Flow.COMPENSATED)
                            && !shop.saga(uuid).unpublished());
            var undone = shop.saga(uuid);

            steps.forEach(mishaps::thaw);

            await().atMost(AT_REST).until(() -> shop.handled("inventory-service") > handled);
            assertThat(shop.saga(uuid)).isEqualTo(undone);
            assertThat(shop.stockOf("widget")).isEqualTo(stock);
        } finally {
            steps.forEach(mishaps::thaw);
        }
    }

    @Test
    void a_broker_that_forgets_everything_loses_no_order() {
        underLoad(mishaps::forgetMessages);
    }

    @Test
    void an_unreachable_database_makes_nobody_wait_and_nothing_a_dead_letter() {
        try (var letters = shop.listen(Flow.DEAD_LETTER_TOPIC)) {
            underLoad(() -> {
                mishaps.cutOffDatabase();
                var until = Instant.now().plus(OUTAGE);
                await().atMost(OUTAGE.plusSeconds(30))
                        .pollInterval(Duration.ofMillis(500))
                        .until(() -> {
                            assertPutOff();
                            return Instant.now().isAfter(until);
                        });
                mishaps.reconnectDatabase();
            });
            assertThat(letters.heard()).isEmpty();
        }
    }

    private static void assertPutOff() {
        var answer = given().contentType(ContentType.JSON)
                .body("{\"item\":\"widget\",\"quantity\":1,\"user\":\"jack\"}")
                .post(shop.frontend("/order"));
        assertThat(answer.statusCode()).isIn(429, 503);
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(answer.timeIn(TimeUnit.SECONDS)).isLessThan(ANSWER_SECONDS_MAX);
    }

    @Test
    void poison_harms_nobody() {
        underLoad(mishaps::poison);
    }

    @Test
    void what_comes_late_for_an_undone_order_changes_nothing() {
        var uuid = shop.place("""
                {"item":"wotsit","quantity":1,"user":"jill","payment-error":1}""");
        shop.atRest(uuid, AT_REST);
        await().atMost(AT_REST).until(() -> !shop.saga(uuid).unpublished());
        var before = shop.everything();

        try (var letters = shop.listen(Flow.DEAD_LETTER_TOPIC)) {
            Shop.READERS.forEach((topic, reader) -> {
                var handled = shop.handled(reader);
                shop.publish(topic, Message.of("{\"uuid\":\"" + uuid + "\"}", Map.of()));
                await().atMost(AT_REST).until(() -> shop.handled(reader) > handled);
            });
            assertThat(letters.heard()).isEmpty();
        }

        assertThat(shop.everything()).isEqualTo(before);
    }
}
