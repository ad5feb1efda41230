package dev.ordersaga.system;

import static dev.ordersaga.system.Shop.PATIENCE;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersaga.port.Document;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Message;
import dev.ordersaga.testing.Listener;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The five orders of the README, and messages published by hand. */
class JourneyE2E {

    private static Shop shop;

    @BeforeAll
    static void enter() {
        shop = Shop.standing();
    }

    @AfterAll
    static void all_promises_hold() {
        shop.audit();
    }

    @Test
    void an_order_is_taken_at_once_and_can_be_followed() {
        var uuid = given().contentType(ContentType.JSON)
                .body("""
                        {"item":"wotsit","quantity":80,"user":"jill"}""")
                .post(shop.frontend("/order"))
                .then()
                .statusCode(202)
                .body("status", equalTo("RECEIVED"))
                .extract()
                .response();
        assertThat(uuid.header("Location")).isEqualTo("/order/" + uuid.path("uuid"));

        var order = shop.atRest(uuid.path("uuid"), PATIENCE);

        assertThat(Json.text(order, "status")).isEqualTo("PAYMENT_CREATED");
        assertThat(order.path("total_invoice").asLong()).isEqualTo(1200);
        assertThat(order.path("history").findValuesAsText("status"))
                .isEqualTo(List.of("RECEIVED", "ORDER_CREATED", "INVENTORY_UPDATED", "PAYMENT_CREATED"));
    }

    @Test
    void a_good_order_leaves_an_order_a_reservation_and_a_payment() {
        try (var payments = shop.listen("payment-created")) {
            var before = shop.stockOf("widget");

            var uuid = shop.place("widget", 50, "jack");
            shop.atRest(uuid, PATIENCE);

            assertThat(shop.stockOf("widget")).isEqualTo(before - 50);
            assertThat(fields(shop.names().order("jack", uuid)))
                    .containsEntry("item", "widget")
                    .containsEntry("quantity", 50L)
                    .containsOnlyKeys("item", "quantity", "created");
            assertThat(fields(shop.names().reservation("widget", uuid)))
                    .containsEntry("user", "jack")
                    .containsEntry("price_per_unit", 10L)
                    .containsOnlyKeys("item", "quantity", "user", "price_per_unit", "created");
            assertThat(fields(shop.names().payment(uuid)))
                    .containsEntry("total_invoice", 500L)
                    .containsOnlyKeys("item", "quantity", "user", "price_per_unit", "total_invoice", "created");
            var message = json(heard(payments, uuid));
            assertThat(message.getMap("$"))
                    .isEqualTo(Map.of(
                            "item",
                            "widget",
                            "quantity",
                            50,
                            "user",
                            "jack",
                            "uuid",
                            uuid,
                            "price_per_unit",
                            10,
                            "total_invoice",
                            500,
                            "status",
                            "PAYMENT_CREATED",
                            "detail",
                            "The order is complete; 500 were charged."));
        }
    }

    @Test
    void a_failed_payment_is_undone_to_the_last_trace() {
        try (var errors = shop.listen("error");
                var undone = shop.listen("order-compensated")) {
            var before = shop.stockOf("wotsit");

            var uuid = shop.place("""
                    {"item":"wotsit","quantity":81,"user":"jill","payment-error":"null"}""");
            var order = shop.atRest(uuid, PATIENCE);

            assertThat(Json.text(order, "status")).isEqualTo("COMPENSATED");
            assertThat(Json.text(order, "reason")).isEqualTo("PAYMENT_ERROR");
            assertThat(shop.document(shop.names().order("jill", uuid))).isEmpty();
            assertThat(shop.document(shop.names().reservation("wotsit", uuid))).isEmpty();
            assertThat(shop.document(shop.names().payment(uuid))).isEmpty();
            assertThat(Json.text(heard(errors, uuid).text(), "reason")).isEqualTo("PAYMENT_ERROR");
            assertThat(Json.text(heard(undone, uuid).text(), "reason")).isEqualTo("PAYMENT_ERROR");
            assertThat(shop.stockOf("wotsit")).isEqualTo(before);
        }
    }

    @Test
    void more_than_there_is_is_refused() {
        var order = shop.atRest(shop.place("wotsit", 500_000, "jill"), PATIENCE);

        assertThat(Json.text(order, "status")).isEqualTo("COMPENSATED");
        assertThat(Json.text(order, "reason")).isEqualTo("INSUFFICIENT_INVENTORY");
    }

    @Test
    void a_stranger_is_refused() {
        var order = shop.atRest(shop.place("widget", 25, "jimbo"), PATIENCE);

        assertThat(Json.text(order, "status")).isEqualTo("COMPENSATED");
        assertThat(Json.text(order, "reason")).isEqualTo("UNKNOWN_USER");
    }

    @Test
    void a_message_by_hand_without_attributes_is_like_any_other() {
        var uuid = shop.place("widget", 1, "jack");
        shop.atRest(uuid, PATIENCE);
        try (var undone = shop.listen("order-compensated")) {
            shop.publish("error", Message.of("""
                    {"uuid":"%s","reason":"DAMAGED","detail":"It broke on the way."}""".formatted(uuid), Map.of()));

            heard(undone, uuid);

            var order = shop.look(uuid);
            assertThat(Json.text(order, "status")).isEqualTo("COMPENSATED");
            assertThat(Json.text(order, "reason")).isEqualTo("DAMAGED");
            assertThat(Json.text(order, "detail"))
                    .isEqualTo("It broke on the way. Your order was undone; the 10 charged were paid back.");
            assertThat(order.path("undone"))
                    .extracting(JsonNode::asText)
                    .containsExactly("PAYMENT_CREATED", "INVENTORY_UPDATED", "ORDER_CREATED");
            assertThat(shop.document(shop.names().payment(uuid))).isEmpty();
        }
    }

    @Test
    void a_message_that_names_no_order_makes_none() {
        var uuid = "00000000-0000-4000-8000-00000000dead";
        try (var dead = shop.listen("dead-letter")) {
            for (var topic : List.of("frontend", "order-created", "inventory-updated", "error")) {
                shop.publish(topic, Message.of("""
                        {"uuid":"%s","item":"widget","quantity":5,"user":"jack"}""".formatted(uuid), Map.of()));
            }

            await().atMost(PATIENCE).until(() -> dead.about(uuid).size() == 4);

            assertThat(dead.about(uuid))
                    .allSatisfy(message -> assertThat(message.attributes())
                            .containsEntry("reason", "no such saga")
                            .containsKeys("topic", "subscription", "step", "attempt"));
            assertThat(shop.document(shop.names().saga(uuid))).isEmpty();
        }
    }

    private static Message heard(Listener listener, String uuid) {
        return listener.first(uuid);
    }

    private static JsonPath json(Message message) {
        return JsonPath.from(message.text());
    }

    private static Map<String, Object> fields(DocumentPath path) {
        Optional<Document> document = shop.document(path);
        return document.orElseThrow().fields();
    }
}
