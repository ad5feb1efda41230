package dev.ordersaga.frontend;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.flow.Names;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.Message;
import dev.ordersaga.port.Topics;
import dev.ordersaga.port.Write;
import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.OrderEvent;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.saga.SagaDocument;
import dev.ordersaga.testing.EmulatorsResource;
import dev.ordersaga.testing.EventSource;
import dev.ordersaga.testing.EventSource.Event;
import dev.ordersaga.testing.Listener;
import dev.ordersaga.testing.Sagas;
import dev.ordersaga.testing.Shop;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sending an order again, and seeing what becomes of it. */
@QuarkusTest
@WithTestResource(
        value = EmulatorsResource.class,
        scope = TestResourceScope.RESTRICTED_TO_CLASS,
        initArgs = {
            @ResourceArg(name = "ordersaga.frontend.answer-within", value = "60s"),
            @ResourceArg(name = "ordersaga.frontend.heartbeat-every", value = "200ms"),
            @ResourceArg(name = "ordersaga.frontend.streams-max", value = "10")
        })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FollowOrdersIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String WIDGET = "{\"item\":\"widget\",\"quantity\":50,\"user\":\"jack\"}";

    @TestHTTPResource
    URI frontend;

    @Inject
    Names names;

    @Inject
    Documents documents;

    @Inject
    Topics topics;

    private final HttpClient http = HttpClient.newHttpClient();
    private Shop shop;
    private Listener published;

    @BeforeAll
    void open_the_shop() {
        shop = Shop.open(names, documents, topics);
        published = shop.listen("frontend-sub");
    }

    @AfterAll
    void close_the_shop() {
        shop.close();
    }

    private static Response post(String key, String body) {
        return given().contentType("application/json")
                .header("Idempotency-Key", key)
                .body(body)
                .post("/order");
    }

    private EventSource watch(String uuid) {
        return EventSource.open(http, frontend.resolve("/order/" + uuid + "/events"));
    }

    private EventSource watch(String uuid, String lastEventId) {
        return EventSource.open(http, frontend.resolve("/order/" + uuid + "/events"), lastEventId);
    }

    private void replace(Saga saga) {
        var path = names.saga(saga.order().uuid());
        var fields = SagaDocument.fields(saga);
        shop.commit(new Write.Update(
                path,
                fields,
                SagaDocument.cleared(fields),
                documents
                        .read(List.of(path))
                        .await()
                        .atMost(PATIENCE)
                        .document(path)
                        .orElseThrow()
                        .updatedAt()));
    }

    private static void assertProblem(Response response, int status, String detail) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/problem+json");
        assertThat(response.jsonPath().getString("detail")).isEqualTo(detail);
    }

    private static List<String> ids(EventSource events) {
        return events.events().stream().map(Event::id).toList();
    }

    @Test
    void an_order_sent_again_with_its_key_is_answered_as_the_first_time() {
        var key = Shop.unique();

        var first = post(key, WIDGET);
        var again = post(key, "{ \"user\": \"jack\", \"quantity\": 50, \"item\": \"widget\" }");

        assertThat(List.of(first.statusCode(), again.statusCode())).containsOnly(202);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(first.header("Idempotency-Replayed")).isNull();
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        var uuid = first.jsonPath().getString("uuid");
        assertThat(shop.saga(uuid).orElseThrow().version()).isEqualTo(1);
        assertThat(published.first(uuid).text()).contains("\"quantity\":50");
    }

    @Test
    void an_order_long_undone_is_answered_as_the_first_time() {
        var key = Shop.unique();
        var uuid = post(key, WIDGET).jsonPath().getString("uuid");
        when().delete("/order/" + uuid);
        replace(Sagas.compensated(shop.saga(uuid).orElseThrow()));

        assertThat(post(key, WIDGET).asString()).isEqualTo("{\"uuid\":\"" + uuid + "\",\"status\":\"RECEIVED\"}");
        assertThat(shop.saga(uuid).orElseThrow().status()).isEqualTo("COMPENSATED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"item\":\"widget\",\"quantity\":51,\"user\":\"jack\"}",
                "{\"item\":\"wotsit\",\"quantity\":50,\"user\":\"jack\"}",
                "{\"item\":\"widget\",\"quantity\":50,\"user\":\"jill\"}",
                "{\"item\":\"widget\",\"quantity\":50,\"user\":\"jack\",\"payment-error\":null}"
            })
    void another_order_with_the_same_key_is_refused(String other) {
        var key = Shop.unique();
        post(key, WIDGET);

        assertProblem(
                post(key, other),
                422,
                "Another order was sent with this Idempotency-Key: use a new key for each order.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "é"})
    void a_key_that_is_none_is_refused(String key) {
        assertProblem(post(key, WIDGET), 400, "Idempotency-Key must be 1 to 128 visible ASCII characters");
    }

    @Test
    void two_keys_are_refused() {
        var response = given().contentType("application/json")
                .header("Idempotency-Key", "one", "two")
                .body(WIDGET)
                .post("/order");

        assertProblem(response, 400, "there may be only one Idempotency-Key");
    }

    @Test
    void many_at_once_with_one_key_are_one_order() {
        var key = Shop.unique();

        var answers = IntStream.range(0, 100)
                .parallel()
                .mapToObj(i -> post(key, WIDGET))
                .toList();

        assertThat(answers).extracting(Response::statusCode).containsOnly(202);
        assertThat(answers.stream().map(Response::asString).distinct()).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.header("Idempotency-Replayed") == null)
                .hasSize(1);
    }

    @Test
    void each_change_is_told_until_the_order_rests() {
        var saga = Sagas.at("ORDER_CREATED", new Order(Shop.unique(), "jack", "widget", 50));
        var uuid = saga.order().uuid();
        shop.create(saga);
        try (var events = watch(uuid)) {
            await().atMost(PATIENCE).until(() -> events.events().size() == 2);
            assertThat(events.ended()).isFalse();

            replace(Sagas.compensated(Sagas.failed(saga, "UNKNOWN_ITEM")));

            await().atMost(PATIENCE).until(events::ended);
            assertThat(events.status()).isEqualTo(200);
            assertThat(ids(events)).containsExactly("1", "2", "3", "4");
            var order = when().get("/order/" + uuid).jsonPath();
            for (int i = 0; i < 4; i++) {
                assertThat(JsonPath.from(events.data().get(i)).getMap(""))
                        .isEqualTo(order.getMap("history[" + i + "]"));
            }
        }
    }

    @Test
    void who_comes_back_hears_what_came_after() {
        var saga = Sagas.at("INVENTORY_UPDATED", new Order(Shop.unique(), "jack", "widget", 50));
        shop.create(saga);
        try (var events = watch(saga.order().uuid(), "2")) {
            await().atMost(PATIENCE).until(() -> !events.events().isEmpty());
            assertThat(ids(events)).containsExactly("3");
        }
    }

    @Test
    void who_knows_all_of_an_order_at_rest_need_not_come_back() {
        var saga = Sagas.published(Sagas.at("PAYMENT_CREATED", new Order(Shop.unique(), "jack", "widget", 50)));
        shop.create(saga);

        try (var knowing = watch(saga.order().uuid(), "4");
                var fresh = watch(saga.order().uuid())) {
            await().atMost(PATIENCE).until(() -> knowing.ended() && fresh.ended());
            assertThat(knowing.status()).isEqualTo(204);
            assertThat(ids(fresh)).containsExactly("1", "2", "3", "4");
        }
    }

    @Test
    void a_stream_that_has_nothing_to_tell_shows_that_it_lives() {
        var saga = Sagas.at("ORDER_CREATED", new Order(Shop.unique(), "jack", "widget", 50));
        shop.create(saga);
        try (var events = watch(saga.order().uuid(), "2")) {
            await().atMost(PATIENCE).until(events::began);
            assertThat(events.status()).isEqualTo(200);
            assertThat(events.events()).isEmpty();
        }
    }

    @Test
    void what_cannot_be_watched_is_told_as_a_problem() {
        var uuid = Shop.unique();

        assertProblem(when().get("/order/" + uuid + "/events"), 404, "There is no order " + uuid + ".");
        assertProblem(when().get("/order/widget/events"), 404, "There is no order widget.");
        assertProblem(
                given().header("Last-Event-ID", "x").get("/order/" + uuid + "/events"),
                400,
                "Last-Event-ID must be the id of an event of this order, a number");
        var post = when().post("/order/" + uuid + "/events");
        assertProblem(post, 405, "POST is not possible here, only GET.");
        assertThat(post.header("Allow")).isEqualTo("GET");
    }

    @Test
    void too_many_who_watch_are_put_off_until_some_have_gone() {
        var saga = Sagas.at("ORDER_CREATED", new Order(Shop.unique(), "jack", "widget", 50));
        shop.create(saga);
        var path = "/order/" + saga.order().uuid() + "/events";
        var watchers = new ArrayList<EventSource>();
        try {
            await().atMost(PATIENCE).until(() -> {
                watchers.add(watch(saga.order().uuid()));
                return watchers.get(watchers.size() - 1).status() == 429;
            });

            var refused = when().get(path);

            assertProblem(refused, 429, "Too many are watching.");
            assertThat(refused.header("Retry-After")).isEqualTo("5");
        } finally {
            watchers.forEach(EventSource::close);
        }
        await().atMost(PATIENCE).until(() -> {
            try (var events = watch(saga.order().uuid())) {
                return events.status() == 200;
            }
        });
    }

    @Test
    void what_happens_to_all_orders_is_told_live() {
        var saga = Sagas.at("PAYMENT_CREATED", new Order(Shop.unique(), "jack", "widget", 50));
        var failed = Sagas.failed(saga, "CANCELLED");
        var undone = Sagas.compensated(failed);
        try (var feed = EventSource.open(http, frontend.resolve("/events"))) {
            await().atMost(PATIENCE).until(feed::began);

            shop.publish("error", Message.of("no JSON", Map.of()));
            shop.publish("payment-created", OrderEvent.of(saga));
            shop.publish("error", OrderEvent.of(failed));
            shop.publish("order-compensated", OrderEvent.of(undone));

            await().atMost(PATIENCE).until(() -> feed.events().size() == 3);
            assertThat(feed.events())
                    .extracting(Event::type, Event::data)
                    .containsExactlyInAnyOrder(
                            told("success", saga), told("error", failed), told("compensated", undone));
        }
    }

    private static Tuple told(String type, Saga saga) {
        return tuple(type, OrderEvent.of(saga).text());
    }

    @Test
    void a_customer_sees_all_their_orders_the_latest_first_page_by_page() {
        var customer = "customer-" + Shop.unique();
        var uuids = IntStream.range(0, 5)
                .mapToObj(i -> {
                    var order = new Order(Shop.unique(), customer, "widget", 1 + i);
                    var at = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(i);
                    shop.create(Saga.received(order, new Saga.Transition("frontend-service", "Received.", at, at)));
                    return order.uuid();
                })
                .toList();
        var path = "/users/" + customer + "/orders";

        var first = when().get(path + "?limit=3").jsonPath();
        var second =
                when().get(path + "?limit=3&after=" + first.getString("next")).jsonPath();

        assertThat(first.getList("orders.uuid")).isEqualTo(List.of(uuids.get(4), uuids.get(3), uuids.get(2)));
        assertThat(second.getList("orders.uuid")).isEqualTo(List.of(uuids.get(1), uuids.get(0)));
        assertThat(second.getMap("")).containsOnlyKeys("orders");
        assertThat(first.getMap("orders[0]"))
                .isEqualTo(when().get("/order/" + uuids.get(4)).jsonPath().getMap(""));
        assertThat(when().get("/users/nobody-" + Shop.unique() + "/orders").asString())
                .isEqualTo("{\"orders\":[]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /users/jack/orders?limit=0     | 400 | limit must be a whole number from 1 to 100
            /users/jack/orders?limit=101   | 400 | limit must be a whole number from 1 to 100
            /users/jack/orders?limit=1e1   | 400 | limit must be a whole number from 1 to 100
            /users/jack/orders?after=x     | 400 | after must be the uuid of an order of jack
            /users/jack/orders?after=00000000-0000-4000-8000-00000000dead | 400 | after must be the uuid of an order of jack
            /users/__all__/orders          | 404 | No customer can be called __all__.
            /inventory?limit=-1            | 400 | limit must be a whole number from 1 to 100
            """)
    void a_page_that_cannot_be_is_refused(String path, int status, String detail) {
        assertProblem(when().get(path), status, detail);
    }

    @Test
    void the_stock_is_told_page_by_page() {
        for (var item : List.of("a", "b", "c")) {
            shop.create(names.stock("shelf-" + item), Map.of("quantity", 12L, "price_per_unit", 10L, "stocked", 20L));
        }
        shop.create(names.reservation("nowhere", Shop.unique()), Map.of("quantity", 1L));

        var items = new ArrayList<Map<String, Object>>();
        var next = Optional.of("");
        while (next.isPresent()) {
            var page = when().get("/inventory?limit=2"
                            + next.filter(name -> !name.isEmpty())
                                    .map("&after="::concat)
                                    .orElse(""))
                    .jsonPath();
            items.addAll(page.getList("items"));
            next = Optional.ofNullable(page.getString("next"));
        }

        assertThat(items)
                .contains(Map.of("item", "shelf-b", "quantity", 12, "price_per_unit", 10, "stocked", 20))
                .extracting(item -> item.get("item"))
                .containsExactly("shelf-a", "shelf-b", "shelf-c")
                .doesNotHaveDuplicates();
        assertThat(items).extracting(Map::keySet).containsOnly(Set.of("item", "quantity", "price_per_unit", "stocked"));
    }
}
