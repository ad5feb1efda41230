package dev.ordersaga.frontend;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.saga.Identifiers;
import dev.ordersaga.testing.EmulatorsResource;
import dev.ordersaga.testing.Shop;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

/** Without a database. */
@QuarkusTest
@WithTestResource(
        value = EmulatorsResource.class,
        scope = TestResourceScope.RESTRICTED_TO_CLASS,
        initArgs = {
            // Nobody listens there.
            @ResourceArg(name = "FIRESTORE_EMULATOR_HOST", value = "127.0.0.1:1"),
            @ResourceArg(name = "ordersaga.frontend.answer-within", value = "500ms")
        })
class LonelyFrontendIT {

    private static void assertAway(Response response, String detail) {
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.contentType()).startsWith("application/problem+json");
        assertThat(response.header("Retry-After")).isEqualTo("5");
        assertThat(response.jsonPath().getString("detail")).isEqualTo(detail);
    }

    @Test
    void an_order_that_may_have_been_taken_is_answered_with_its_uuid() {
        var response = given().contentType("application/json")
                .body("{\"item\":\"widget\",\"quantity\":50,\"user\":\"jack\"}")
                .post("/order");

        assertAway(response, "The order may have been taken: look it up by its uuid before you send it again.");
        assertThat(Identifiers.isUuid(response.jsonPath().getString("uuid"))).isTrue();
    }

    @Test
    void an_order_cannot_be_looked_up() {
        assertAway(when().get("/order/" + Shop.unique()), "The order cannot be looked up at the moment.");
    }

    @Test
    void whether_an_order_was_cancelled_cannot_be_known() {
        assertAway(when().delete("/order/" + Shop.unique()), "The order may have been cancelled: ask again.");
    }

    @Test
    void an_order_that_is_wrong_is_refused_as_ever() {
        assertThat(given().contentType("application/json")
                        .body("{}")
                        .post("/order")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void it_is_alive_but_not_ready() {
        assertThat(when().get("/q/health/ready").statusCode()).isEqualTo(503);
        assertThat(when().get("/q/health/live").statusCode()).isEqualTo(200);
    }
}
