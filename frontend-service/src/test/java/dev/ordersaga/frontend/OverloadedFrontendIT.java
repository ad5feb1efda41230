package dev.ordersaga.frontend;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.testing.EmulatorsResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** While one order waits for a database that does not come, and another for its turn, there is room for no more. */
@QuarkusTest
@WithTestResource(
        value = EmulatorsResource.class,
        scope = TestResourceScope.RESTRICTED_TO_CLASS,
        initArgs = {
            // Nobody listens there.
            @ResourceArg(name = "FIRESTORE_EMULATOR_HOST", value = "127.0.0.1:1"),
            @ResourceArg(name = "ordersaga.engine.waiting-max", value = "1")
        })
class OverloadedFrontendIT {

    private static final int ORDERS = 8;

    private static Response post() {
        return given().contentType("application/json")
                .body("{\"item\":\"widget\",\"quantity\":50,\"user\":\"jack\"}")
                .post("/order");
    }

    @Test
    void an_order_is_put_off_and_not_taken() {
        var customers = Executors.newFixedThreadPool(ORDERS);
        var posting = IntStream.range(0, ORDERS)
                .mapToObj(i -> CompletableFuture.supplyAsync(OverloadedFrontendIT::post, customers))
                .toList();
        var responses = posting.stream().map(CompletableFuture::join).toList();
        customers.shutdown();

        assertThat(responses)
                .extracting(Response::statusCode)
                .contains(429, 503)
                .containsOnly(429, 503);
        assertThat(responses)
                .filteredOn(response -> response.statusCode() == 429)
                .allSatisfy(response -> {
                    assertThat(response.contentType()).startsWith("application/problem+json");
                    assertThat(response.header("Retry-After")).isEqualTo("5");
                    assertThat(response.jsonPath().getMap(""))
                            .isEqualTo(Map.of(
                                    "type", "about:blank",
                                    "title", "Too Many Requests",
                                    "status", 429,
                                    "detail", "Too many orders are waiting; this one was not taken."));
                });
    }
}
