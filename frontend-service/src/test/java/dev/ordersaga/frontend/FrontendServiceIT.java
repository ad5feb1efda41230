package dev.ordersaga.frontend;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.flow.Names;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.Topics;
import dev.ordersaga.saga.Identifiers;
import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.OrderEvent;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.saga.Saga.Entry;
import dev.ordersaga.testing.EmulatorsResource;
import dev.ordersaga.testing.Listener;
import dev.ordersaga.testing.Sagas;
import dev.ordersaga.testing.Shop;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(
        value = EmulatorsResource.class,
        scope = TestResourceScope.RESTRICTED_TO_CLASS,
        initArgs = @ResourceArg(name = "ordersaga.frontend.answer-within", value = "60s"))
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FrontendServiceIT {

    @Inject
    Names names;

    @Inject
    Documents documents;

    @Inject
    Topics topics;

    private Shop shop;
    private Listener frontend;
    private Listener errors;

    @BeforeAll
    void open_the_shop() {
        shop = Shop.open(names, documents, topics);
        frontend = shop.listen("frontend-sub");
        errors = shop.listen("error-sub");
    }

    @AfterAll
    void close_the_shop() {
        shop.close();
    }

    private static Response post(String body) {
        return given().contentType("application/json").body(body).post("/order");
    }

    /** Posts an order that is taken, and answers its uuid. */
    private static String accepted(String body) {
        var response = post(body);
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.contentType()).startsWith("application/json");
        var uuid = response.jsonPath().getString("uuid");
        assertThat(Identifiers.isUuid(uuid)).isTrue();
        assertThat(response.asString()).isEqualTo("{\"uuid\":\"" + uuid + "\",\"status\":\"RECEIVED\"}");
        assertThat(response.header("Location")).isEqualTo("/order/" + uuid);
        return uuid;
    }

    private static JsonPath problem(Response response, int status) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/problem+json");
        return response.jsonPath();
    }

    @Test
    void an_order_is_accepted_stored_and_published() {
        var uuid = accepted("{\"item\":\"widget\",\"quantity\":50,\"user\":\"jack\"}");

        var saga = shop.saga(uuid).orElseThrow();
        var received = saga.history().get(0);
        assertThat(saga)
                .isEqualTo(new Saga(
                        new Order(uuid, "jack", "widget", 50),
                        "RECEIVED",
                        Optional.empty(),
                        "The order was received.",
                        List.of(new Entry(
                                "RECEIVED",
                                received.at(),
                                "frontend-service",
                                Optional.empty(),
                                "The order was received.")),
                        1,
                        true,
                        saga.wakeAt(),
                        0,
                        Optional.empty()));
        assertThat(saga.wakeAt().orElseThrow())
                .isBetween(received.at().plusSeconds(30), received.at().plusSeconds(45));
        var event = frontend.first(uuid);
        assertThat(event.text()).isEqualTo(OrderEvent.of(saga).text());
        assertThat(event.attributes()).isEqualTo(OrderEvent.of(saga).attributes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"null\"", "{\"code\":402}"})
    void a_payment_error_is_stored_and_published_as_it_came(String raw) {
        var uuid = accepted("{\"item\":\"wotsit\",\"quantity\":80,\"user\":\"jill\",\"payment-error\":" + raw + "}");

        assertThat(shop.saga(uuid).orElseThrow().order())
                .isEqualTo(new Order(uuid, "jill", "wotsit", 80, Optional.of(raw), Map.of()));
        assertThat(frontend.first(uuid).text()).contains("\"payment-error\":" + raw + ",");
    }

    @Test
    void the_same_order_twice_is_two_orders() {
        var body = "{\"item\":\"widget\",\"quantity\":1,\"user\":\"jack\"}";
        assertThat(accepted(body)).isNotEqualTo(accepted(body));
    }

    @Test
    void many_orders_at_once_are_all_accepted_and_published() {
        var uuids = new HashSet<>(IntStream.range(0, 100)
                .parallel()
                .mapToObj(i -> accepted("{\"item\":\"widget\",\"quantity\":" + (i + 1) + ",\"user\":\"jack\"}"))
                .toList());

        assertThat(uuids).hasSize(100).allSatisfy(uuid -> {
            frontend.first(uuid);
            assertThat(shop.saga(uuid).orElseThrow().is("RECEIVED")).isTrue();
        });
    }

    @Test
    void an_order_is_looked_up_where_its_location_says() {
        var location =
                post("{\"item\":\"widget\",\"quantity\":50,\"user\":\"jack\"}").header("Location");

        var order = when().get(location);
        assertThat(order.statusCode()).isEqualTo(200);
        assertThat(order.contentType()).startsWith("application/json");
        var uuid = location.substring("/order/".length());
        var received = shop.saga(uuid).orElseThrow().history().get(0);
        assertThat(order.asString()).isEqualTo("""
                        {"uuid":"%s","status":"RECEIVED","detail":"The order was received.",\
                        "user":"jack","item":"widget","quantity":50,\
                        "history":[{"status":"RECEIVED","at":"%s","by":"frontend-service",\
                        "detail":"The order was received."}]}""".formatted(uuid, received.at()));
    }

    @Test
    void an_order_taken_back_has_failed_and_that_is_published() {
        var uuid = accepted("{\"item\":\"widget\",\"quantity\":50,\"user\":\"jack\"}");

        var cancelled = when().delete("/order/" + uuid);
        var again = when().delete("/order/" + uuid);

        for (var response : List.of(cancelled, again)) {
            assertThat(response.statusCode()).isEqualTo(202);
            assertThat(response.asString()).isEqualTo("{\"uuid\":\"" + uuid + "\",\"status\":\"FAILED\"}");
            assertThat(response.header("Location")).isEqualTo("/order/" + uuid);
        }
        var saga = shop.saga(uuid).orElseThrow();
        assertThat(saga.version()).isEqualTo(2);
        assertThat(saga.reason()).contains("CANCELLED");
        assertThat(saga.detail()).isEqualTo("The order was cancelled.");
        assertThat(errors.first(uuid).text()).isEqualTo(OrderEvent.of(saga).text());
    }

    @Test
    void a_complete_order_can_be_taken_back() {
        var saga = Sagas.published(Sagas.at("PAYMENT_CREATED", new Order(Shop.unique(), "jack", "widget", 50)));
        shop.create(saga);

        assertThat(when().delete("/order/" + saga.order().uuid()).statusCode()).isEqualTo(202);

        var failed = shop.saga(saga.order().uuid()).orElseThrow();
        assertThat(failed.status()).isEqualTo("FAILED");
        assertThat(failed.unpublished()).isTrue();
        assertThat(failed.wakeAt()).isPresent();
    }

    @Test
    void an_undone_order_is_answered_as_it_is() {
        var saga = Sagas.published(Sagas.compensated(Sagas.failed(
                Sagas.at("ORDER_CREATED", new Order(Shop.unique(), "jack", "widget", 50)), "UNKNOWN_ITEM")));
        shop.create(saga);

        var response = when().delete("/order/" + saga.order().uuid());

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.jsonPath().getString("status")).isEqualTo("COMPENSATED");
        assertThat(shop.saga(saga.order().uuid())).contains(saga);
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000-0000-4000-8000-00000000dead", "widget"})
    void an_order_that_does_not_exist_cannot_be_taken_back(String uuid) {
        assertProblem(when().delete("/order/" + uuid), 404, "Not Found", "There is no order " + uuid + ".");
    }

    @Test
    void an_undone_order_tells_why_and_all_its_history() {
        var saga = Sagas.compensated(
                Sagas.failed(Sagas.at("PAYMENT_CREATED", new Order(Shop.unique(), "jack", "widget", 50)), "CANCELLED"));
        shop.create(saga);

        var order = when().get("/order/" + saga.order().uuid()).jsonPath();
        assertThat(order.getMap(""))
                .containsOnlyKeys(
                        "uuid",
                        "status",
                        "reason",
                        "detail",
                        "user",
                        "item",
                        "quantity",
                        "price_per_unit",
                        "total_invoice",
                        "undone",
                        "history")
                .containsEntry("status", "COMPENSATED")
                .containsEntry("reason", "CANCELLED")
                .containsEntry(
                        "detail", "It failed with CANCELLED. Your order was undone; the 500 charged were paid back.")
                .containsEntry("undone", List.of("PAYMENT_CREATED", "INVENTORY_UPDATED", "ORDER_CREATED"))
                .containsEntry("price_per_unit", 10)
                .containsEntry("total_invoice", 500);
        assertThat(order.getList("history.status"))
                .isEqualTo(List.of(
                        "RECEIVED", "ORDER_CREATED", "INVENTORY_UPDATED", "PAYMENT_CREATED", "FAILED", "COMPENSATED"));
        assertThat(order.getMap("history[5]"))
                .isEqualTo(Map.of(
                        "status", "COMPENSATED",
                        "at", Sagas.AT.toString(),
                        "by", "janitor-service",
                        "reason", "CANCELLED",
                        "detail", "All is undone."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"item":"widget","quantity":0,"user":"jack"}               | quantity
            {"item":"widget","quantity":"50","user":"jack"}            | quantity
            {"item":"widget","quantity":50.7,"user":"jack"}            | quantity
            {"item":"widget","user":"jack"}                            | quantity
            {"item":"widget/orders/x","quantity":1,"user":"jack"}      | item
            {"item":"widget","quantity":1,"user":".."}                 | user
            {"item":"widget","quantity":1,"user":"jack","uuid":"mine"} | uuid
            """)
    void an_order_that_is_wrong_is_refused_with_the_field(String body, String field) {
        var problem = problem(post(body), 400);
        assertThat(problem.getMap(""))
                .containsOnlyKeys("type", "title", "status", "detail", "field")
                .containsEntry("type", "about:blank")
                .containsEntry("title", "Bad Request")
                .containsEntry("status", 400)
                .containsEntry("field", field);
        assertThat(problem.getString("detail")).contains(field);
    }

    @Test
    void what_is_not_json_is_refused_with_the_place() {
        var problem = problem(post("{\n  \"item\": \"widget\",\n  \"quantity\": 5O\n}"), 400);
        assertThat(problem.getMap("")).containsOnlyKeys("type", "title", "status", "detail");
        assertThat(problem.getString("detail")).startsWith("the body is not valid JSON at line 3, column ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "\"widget\"", "  "})
    void what_is_no_object_is_refused(String body) {
        assertThat(problem(post(body), 400).getString("detail")).isEqualTo("the body must be a JSON object");
    }

    @Test
    void an_order_without_a_body_is_refused() {
        assertThat(problem(given().contentType("application/json").post("/order"), 400)
                        .getString("detail"))
                .isEqualTo("the body must be a JSON object");
    }

    /** A request of no resource's but this one, which has a bug. */
    @Path("/bug")
    static class Bug {

        @GET
        public String show() {
            throw new IllegalStateException("secret");
        }
    }

    @Test
    void nothing_else_than_json_is_taken() {
        var response = given().contentType("text/plain")
                .body("{\"item\":\"widget\",\"quantity\":50,\"user\":\"jack\"}")
                .post("/order");

        assertProblem(response, 415, "Unsupported Media Type", "The body must be application/json.");
        assertThat(response.header("Accept")).isEqualTo("application/json");
    }

    @Test
    void nothing_else_than_json_is_answered() {
        assertProblem(
                given().accept("text/html").get("/order/" + Shop.unique()),
                406,
                "Not Acceptable",
                "The answer can only be had as application/json.");
    }

    @Test
    void a_body_of_more_than_64_k_is_refused() {
        var response = post("{\"item\":\"" + "x".repeat(70_000) + "\"}");

        assertProblem(response, 413, "Content Too Large", "The body may have 65536 bytes.");
    }

    @Test
    void a_body_of_64_k_is_read_whole() {
        var names = "x".repeat(65_536 - "{\"item\":\"\"}".length());

        assertThat(problem(post("{\"item\":\"" + names + "\"}"), 400).getString("field"))
                .isEqualTo("user");
    }

    @Test
    void a_path_that_leads_nowhere_is_not_found() {
        for (var path : List.of("/orders", "/order/" + Shop.unique() + "/more", "/q/nothing")) {
            assertProblem(when().get(path), 404, "Not Found", "There is nothing here.");
        }
    }

    @Test
    void another_method_is_told_which_ones_there_are() {
        var onAll = when().get("/order");
        assertProblem(onAll, 405, "Method Not Allowed", "GET is not possible here, only POST.");
        assertThat(onAll.header("Allow")).isEqualTo("POST");

        var onOne = given().contentType("application/json").body("{}").put("/order/" + Shop.unique());
        assertProblem(onOne, 405, "Method Not Allowed", "PUT is not possible here, only DELETE, GET, HEAD.");
        assertThat(onOne.header("Allow")).isEqualTo("DELETE, GET, HEAD");
    }

    @Test
    void a_bug_tells_nothing_of_itself() {
        assertProblem(
                when().get("/bug"), 500, "Internal Server Error", "Something went wrong here; it is being logged.");
    }

    private static void assertProblem(Response response, int status, String title, String detail) {
        assertThat(problem(response, status).getMap(""))
                .isEqualTo(Map.of("type", "about:blank", "title", title, "status", status, "detail", detail));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000-0000-4000-8000-00000000dead",
                "1-1-1-1-1",
                "ABCDEF00-0000-4000-8000-000000000001",
                "widget",
                "..%2Fusers",
                "__all__"
            })
    void an_order_that_does_not_exist_is_not_found(String uuid) {
        var problem = problem(given().urlEncodingEnabled(false).get("/order/" + uuid), 404);
        assertThat(problem.getMap(""))
                .containsOnlyKeys("type", "title", "status", "detail")
                .containsEntry("title", "Not Found")
                .containsEntry("status", 404);
        assertThat(problem.getString("detail")).startsWith("There is no order ");
    }
}
