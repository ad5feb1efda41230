package dev.ordersaga.system;

import static dev.ordersaga.system.Shop.PATIENCE;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.localstack.Emulators;
import dev.ordersaga.port.DocumentsException;
import dev.ordersaga.port.Write;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Firestore and Pub/Sub go away and come back, having forgotten everything, as emulators do. */
class OutageE2E {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(3);
    private static final String ORDER = """
            {"item":"widget","quantity":1,"user":"jack"}""";

    private static Emulators emulators;
    private static Shop shop;

    @BeforeAll
    static void open() {
        emulators = Emulators.tethered(Path.of("target", "stacks", "outage", "emulators"));
        shop = Shop.open(
                "outage",
                config -> config.withEmulators(emulators)
                        // The relay is what brings on orders whose message the broker has forgotten.
                        .withEnvironment("frontend-service", Map.of("ORDERSAGA_ENGINE_WAKE_AFTER", "5s")));
        shop.atRest(shop.place(ORDER), PATIENCE);
    }

    @AfterAll
    static void close() {
        try {
            shop.audit();
        } finally {
            shop.close();
            emulators.close();
        }
    }

    @Test
    void without_firestore_nobody_is_ready_and_an_order_is_answered_with_its_uuid() {
        emulators.firestore().kill();

        for (var service : shop.stack().names()) {
            awaitHealth(service, "ready", 503);
            assertThat(health(service, "live")).as(service).isEqualTo(200);
            assertThat(health(service, "started")).as(service).isEqualTo(200);
        }
        for (int i = 0; i < 3; i++) {
            var began = Instant.now();
            var away = given().contentType(ContentType.JSON).body(ORDER).post(shop.frontend("/order"));
            assertThat(Duration.between(began, Instant.now())).isLessThan(ANSWER_MAX);
            assertThat(away.statusCode()).isEqualTo(503);
            assertThat(away.contentType()).isEqualTo("application/problem+json");
            assertThat(away.header("Retry-After")).isEqualTo("5");
            assertThat(away.jsonPath().getMap("$"))
                    .isEqualTo(Map.of(
                            "type",
                            "about:blank",
                            "title",
                            "Service Unavailable",
                            "status",
                            503,
                            "detail",
                            "The order may have been taken: look it up by its uuid before you send it again.",
                            "uuid",
                            away.jsonPath().getString("uuid")));
            var lookUp = given().get(shop.frontend("/order/" + away.jsonPath().getString("uuid")));
            assertThat(lookUp.statusCode()).isEqualTo(503);
            assertThat(lookUp.jsonPath().getString("detail")).isEqualTo("The order cannot be looked up at the moment.");
        }

        emulators.firestore().start();
        seed();
        allReady();
        assertAnOrderIsDone();
    }

    @Test
    void without_pubsub_no_step_is_ready_and_an_order_is_taken_all_the_same() {
        emulators.pubsub().kill();

        for (var step : shop.stack().names()) {
            if (!step.equals("frontend-service")) {
                awaitHealth(step, "ready", 503);
                assertThat(health(step, "live")).as(step).isEqualTo(200);
            }
        }
        assertThat(health("frontend-service", "ready")).isEqualTo(200);
        var taken = shop.place(ORDER);
        assertThat(Json.text(shop.look(taken), "status")).isEqualTo(Flow.RECEIVED);

        emulators.pubsub().start();
        shop.provision();
        allReady();
        assertAnOrderIsDone();
        assertThat(Json.text(shop.atRest(taken, PATIENCE), "status")).isEqualTo(Flow.ORDERS.completed());
    }

    /** An emulator that has just come back may take its time, and may have done what it gives no answer to. */
    private static void seed() {
        await().atMost(PATIENCE).until(OutageE2E::isSeeded);
    }

    private static boolean isSeeded() {
        try {
            shop.commit(
                    new Write.Create(shop.names().user("jack"), Map.of("address", "123 fake street")),
                    new Write.Create(
                            shop.names().stock("widget"),
                            Map.of("quantity", 10_000L, "price_per_unit", 10L, "stocked", 10_000L)));
            return true;
        } catch (DocumentsException e) {
            return e.kind() == DocumentsException.Kind.GUARD_FAILED;
        }
    }

    private static void allReady() {
        shop.stack().names().forEach(service -> awaitHealth(service, "ready", 200));
    }

    private static void assertAnOrderIsDone() {
        var done = shop.atRest(shop.place(ORDER), PATIENCE);
        assertThat(Json.text(done, "status")).isEqualTo(Flow.ORDERS.completed());
    }

    private static void awaitHealth(String service, String check, int status) {
        await(service + " " + check).atMost(PATIENCE).until(() -> health(service, check) == status);
    }

    private static int health(String service, String check) {
        return RestAssured.get(shop.stack().baseUri(service).resolve("/q/health/" + check))
                .statusCode();
    }
}
