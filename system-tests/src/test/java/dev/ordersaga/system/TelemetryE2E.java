package dev.ordersaga.system;

import static dev.ordersaga.system.Shop.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ordersaga.flow.Flow;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One order is one trace, whoever works on it; and every line about an order tells which. Both are read from files. */
class TelemetryE2E {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, String> TOLD = Map.of(
            "OTEL_TRACES_EXPORTER", "experimental-otlp/stdout",
            "OTEL_BSP_SCHEDULE_DELAY", "200",
            "LOG_JSON", "true");

    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00f067aa0ba902b7";

    private static Shop shop;

    @BeforeAll
    static void open() {
        shop = Shop.open("telemetry", config -> {
            var told = config;
            for (var service : Mishaps.SERVICES) {
                told = told.withEnvironment(service, TOLD);
            }
            return told;
        });
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    /** A span as it was exported, by this service. */
    private record Span(String service, JsonNode json) {

        String text(String field) {
            return json.path(field).asText();
        }

        String attribute(String key) {
            return StreamSupport.stream(json.path("attributes").spliterator(), false)
                    .filter(attribute -> attribute.path("key").asText().equals(key))
                    .map(attribute ->
                            attribute.path("value").path("stringValue").asText())
                    .findFirst()
                    .orElse("");
        }

        String hop() {
            return (service + ": " + text("name") + " " + attribute("ordersaga.status")).strip();
        }
    }

    private static Stream<JsonNode> lines(String service) {
        try {
            return Files.readString(shop.stack().log(service), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("{"))
                    .flatMap(line -> json(line).stream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last line may be under way. */
    private static Optional<JsonNode> json(String line) {
        try {
            return Optional.of(JSON.readTree(line));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static List<Span> spansOf(String uuid) {
        return shop.stack().names().stream()
                .flatMap(service -> lines(service)
                        .flatMap(line -> line.findValues("spans").stream())
                        .flatMap(spans -> StreamSupport.stream(spans.spliterator(), false))
                        .map(span -> new Span(service, span)))
                .filter(span -> span.attribute("ordersaga.uuid").equals(uuid))
                .toList();
    }

    /** All that is told of an order, once these hops are. */
    private static List<Span> awaitHops(String uuid, String... hops) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(spansOf(uuid)).extracting(Span::hop).contains(hops));
        return spansOf(uuid);
    }

    private static Span root(List<Span> spans) {
        return spans.stream()
                .filter(span -> span.text("name").equals("POST /order"))
                .findFirst()
                .orElseThrow();
    }

    private static void assertOneTrace(List<Span> spans) {
        var root = root(spans);
        assertThat(spans).allSatisfy(span -> {
            assertThat(span.text("traceId")).isEqualTo(root.text("traceId"));
            assertThat(span == root || span.text("parentSpanId").equals(root.text("spanId")))
                    .as(span.hop())
                    .isTrue();
        });
    }

    @Test
    void a_complete_order_is_one_trace_which_its_caller_began() {
        try (var complete = shop.listen(Flow.ORDERS.topicOf("PAYMENT_CREATED"))) {
            var uuid = RestAssured.given()
                    .contentType(ContentType.JSON)
                    .header("traceparent", "00-%s-%s-01".formatted(TRACE_ID, CALLER))
                    .body("""
                            {"item":"widget","quantity":1,"user":"jack"}""")
                    .post(shop.frontend("/order"))
                    .then()
                    .statusCode(202)
                    .extract()
                    .<String>path("uuid");

            var spans = awaitHops(
                    uuid,
                    "frontend-service: POST /order",
                    "frontend-service: accept RECEIVED",
                    "order-service: process frontend ORDER_CREATED",
                    "inventory-service: process order-created INVENTORY_UPDATED",
                    "payment-service: process inventory-updated PAYMENT_CREATED");

            assertOneTrace(spans);
            assertThat(root(spans).text("traceId")).isEqualTo(TRACE_ID);
            assertThat(root(spans).text("parentSpanId")).isEqualTo(CALLER);
            assertThat(complete.first(uuid).attributes())
                    .containsEntry(
                            "traceparent",
                            "00-%s-%s-01".formatted(TRACE_ID, root(spans).text("spanId")));
        }
    }

    @Test
    void an_order_that_is_undone_is_one_trace() {
        var uuid = shop.place("""
                {"item":"wotsit","quantity":1,"user":"jill","payment-error":"null"}""");

        assertOneTrace(awaitHops(
                uuid,
                "frontend-service: POST /order",
                "frontend-service: accept RECEIVED",
                "order-service: process frontend ORDER_CREATED",
                "inventory-service: process order-created INVENTORY_UPDATED",
                "payment-service: process inventory-updated FAILED",
                "janitor-service: process error COMPENSATED"));
    }

    @Test
    void every_line_about_an_order_tells_which_and_at_which_step() {
        var uuid = shop.place("""
                {"item":"wotsit","quantity":1,"user":"jill","payment-error":"null"}""");
        var said = "order %s failed at payment-service: PAYMENT_ERROR".formatted(uuid);
        await().atMost(PATIENCE)
                .until(() -> lines("payment-service")
                        .anyMatch(line -> line.path("message").asText().equals(said)));

        var about = shop.stack().names().stream()
                .flatMap(TelemetryE2E::lines)
                .filter(line -> line.path("message").asText().contains(uuid))
                .toList();
        assertThat(about).isNotEmpty().allSatisfy(line -> {
            assertThat(line.path("severity").asText()).isEqualTo("INFO");
            assertThat(line.path("mdc").path("uuid").asText()).isEqualTo(uuid);
            assertThat(line.path("mdc").path("step").asText()).isEqualTo("payment-service");
        });
    }
}
