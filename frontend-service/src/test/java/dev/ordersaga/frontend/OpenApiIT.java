package dev.ordersaga.frontend;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ordersaga.flow.Names;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.Topics;
import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.saga.Saga.Entry;
import dev.ordersaga.testing.EmulatorsResource;
import dev.ordersaga.testing.Shop;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The description of the API tells what the API does: every example of a request that has a name is sent, and answered
 * as the example of a response of that name says.
 */
@QuarkusTest
@WithTestResource(
        value = EmulatorsResource.class,
        scope = TestResourceScope.RESTRICTED_TO_CLASS,
        initArgs = @ResourceArg(name = "ordersaga.frontend.answer-within", value = "60s"))
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TestHTTPResource
    URI frontend;

    @Inject
    Names names;

    @Inject
    Documents documents;

    @Inject
    Topics topics;

    private Shop shop;
    private JsonNode api;

    /** One request by one example's name, and how it has to be answered. */
    private record Exchange(String method, String path, JsonNode operation, String name) {

        @Override
        public String toString() {
            return "%s %s: %s".formatted(method, path, name);
        }
    }

    @BeforeAll
    void open_the_shop() throws JsonProcessingException {
        shop = Shop.open(names, documents, topics);
        api = JSON.readTree(
                RestAssured.get(frontend.resolve("/q/openapi?format=json")).asString());
        for (var example : List.of("Complete", "Undone", "Settled")) {
            shop.create(saga(api.at("/components/examples/" + example + "/value")));
        }
        shop.create(names.stock("widget"), Map.of("quantity", 9_950L, "price_per_unit", 10L, "stocked", 10_000L));
    }

    @AfterAll
    void close_the_shop() {
        shop.close();
    }

    private static Saga saga(JsonNode view) {
        var order = new Order(
                view.get("uuid").asText(),
                view.get("user").asText(),
                view.get("item").asText(),
                view.get("quantity").asLong(),
                Optional.empty(),
                view.has("total_invoice")
                        ? Map.of(
                                "price_per_unit", view.get("price_per_unit").asLong(),
                                "total_invoice", view.get("total_invoice").asLong())
                        : Map.of());
        var history = elements(view.get("history"))
                .map(line -> new Entry(
                        line.get("status").asText(),
                        Instant.parse(line.get("at").asText()),
                        line.get("by").asText(),
                        text(line, "reason"),
                        line.get("detail").asText()))
                .toList();
        var last = history.get(history.size() - 1);
        if (last.detail().equals("The payment was settled.")) {
            return saga(order, history.subList(0, history.size() - 1)).settled(last.by(), last.detail(), last.at());
        }
        return saga(order, history);
    }

    private static Saga saga(Order order, List<Entry> history) {
        var last = history.get(history.size() - 1);
        return new Saga(
                order,
                last.status(),
                last.reason(),
                last.detail(),
                history,
                history.size(),
                false,
                Optional.empty(),
                0,
                Optional.empty());
    }

    @Test
    void every_example_is_answered_as_it_says() {
        var exchanges = exchanges();
        assertThat(exchanges).hasSizeGreaterThan(12);

        for (var exchange : exchanges) {
            var answer = send(exchange);
            var expected = responses(exchange)
                    .filter(response -> at(response.getValue(), "examples/" + exchange.name())
                            .isPresent())
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("nothing says how this is answered: " + exchange));
            assertThat(answer.statusCode()).as(exchange.toString()).isEqualTo(Integer.parseInt(expected.getKey()));
            assertThat(answer.contentType()).startsWith(mediaType(expected.getValue()));
            var example =
                    value(at(expected.getValue(), "examples/" + exchange.name()).orElseThrow());
            assertThat(told(answer)).as(exchange.toString()).isEqualTo(alike(example));
        }
    }

    @Test
    void every_path_and_method_is_described() {
        var described = new TreeSet<String>();
        api.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));

        var real = new TreeSet<>(List.of("GET /order/{uuid}/events", "GET /events"));
        AllowedMethods.of(OrderResource.class, CustomerResource.class, InventoryResource.class)
                .paths()
                .keySet()
                .forEach(method -> real.add(AllowedMethods.httpMethod(method) + " " + AllowedMethods.path(method)));
        assertThat(described).isEqualTo(real);
    }

    /** In the order of the description, so that a key is there before it is used again. */
    private List<Exchange> exchanges() {
        var exchanges = new ArrayList<Exchange>();
        api.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> names(method.getValue())
                                .forEach(name -> exchanges.add(new Exchange(
                                        method.getKey().toUpperCase(Locale.ROOT),
                                        path.getKey(),
                                        method.getValue(),
                                        name)))));
        return exchanges;
    }

    /** The names of the examples that are answered. */
    private Stream<String> names(JsonNode operation) {
        return elements(operation.get("responses"))
                .map(this::resolved)
                .flatMap(response -> elements(response.path("content")))
                .flatMap(content -> fieldNames(content.path("examples")));
    }

    private Stream<Map.Entry<String, JsonNode>> responses(Exchange exchange) {
        var responses = new ArrayList<Map.Entry<String, JsonNode>>();
        exchange.operation()
                .get("responses")
                .properties()
                .forEach(response -> resolved(response.getValue())
                        .path("content")
                        .properties()
                        .forEach(content -> responses.add(Map.entry(
                                response.getKey(),
                                JSON.createObjectNode()
                                        .put("mediaType", content.getKey())
                                        .set("examples", content.getValue().path("examples"))))));
        return responses.stream();
    }

    private static String mediaType(JsonNode response) {
        return response.get("mediaType").asText();
    }

    private Response send(Exchange exchange) {
        var request = given().urlEncodingEnabled(false);
        var path = exchange.path();
        for (var each : exchange.operation().path("parameters")) {
            var parameter = resolved(each);
            var example = at(parameter, "examples/" + exchange.name());
            if (example.isEmpty()) {
                continue;
            }
            var name = parameter.get("name").asText();
            var value = value(example.get()).asText();
            switch (parameter.get("in").asText()) {
                case "path" -> path = path.replace("{" + name + "}", value);
                case "query" -> request.queryParam(name, value);
                default -> request.header(name, value);
            }
        }
        assertThat(path).as(exchange.toString()).doesNotContain("{");
        var body = at(exchange.operation(), "requestBody/content/application~1json/examples/" + exchange.name());
        body.ifPresent(example ->
                request.contentType("application/json").body(value(example).toString()));
        return request.request(exchange.method(), path);
    }

    private static Object told(Response answer) {
        var text = answer.asString();
        return answer.contentType().startsWith("text/event-stream")
                ? text.replace("retry:1000", "").strip()
                : alike(text);
    }

    private static Object alike(JsonNode example) {
        return example.isTextual() ? example.asText().strip() : alike(example.toString());
    }

    /** An order just placed has a uuid that nobody knows before. */
    private static Object alike(String json) {
        try {
            var tree = JSON.readTree(json);
            return tree.path("status").asText().equals("RECEIVED") && tree.size() == 2
                    ? JSON.createObjectNode().put("status", "RECEIVED")
                    : tree;
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + json, e);
        }
    }

    private JsonNode value(JsonNode example) {
        return resolved(example).get("value");
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? api.at(node.get("$ref").asText().substring(1)) : node;
    }

    private static Optional<JsonNode> at(JsonNode node, String pointer) {
        return Optional.of(node.at("/" + pointer)).filter(found -> !found.isMissingNode());
    }

    private static Optional<String> text(JsonNode node, String field) {
        return Optional.ofNullable(node.get(field)).map(JsonNode::asText);
    }

    private static Stream<JsonNode> elements(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }

    private static Stream<String> fieldNames(JsonNode node) {
        var names = new ArrayList<String>();
        node.fieldNames().forEachRemaining(names::add);
        return names.stream();
    }
}
