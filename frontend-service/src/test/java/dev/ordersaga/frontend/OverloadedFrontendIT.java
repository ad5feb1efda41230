package dev.ordersaga.frontend;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.flow.Names;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.Documents.Scan;
import dev.ordersaga.testing.EmulatorsResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = EmulatorsResource.class,
        scope = TestResourceScope.RESTRICTED_TO_CLASS,
        initArgs = @ResourceArg(name = "ordersaga.engine.waiting-max", value = "0"))
class OverloadedFrontendIT {

    @Inject
    Names names;

    @Inject
    Documents documents;

    @Test
    void an_order_is_put_off_and_not_taken() {
        var response = given().contentType("application/json")
                .body("{\"item\":\"widget\",\"quantity\":50,\"user\":\"jack\"}")
                .post("/order");

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.contentType()).startsWith("application/problem+json");
        assertThat(response.header("Retry-After")).isEqualTo("5");
        assertThat(response.jsonPath().getMap(""))
                .isEqualTo(Map.of(
                        "type", "about:blank",
                        "title", "Too Many Requests",
                        "status", 429,
                        "detail", "Too many orders are waiting; the order was not taken."));
        assertThat(documents
                        .scan(Scan.of(names.sagas(), 1))
                        .await()
                        .atMost(Duration.ofSeconds(60))
                        .documents())
                .isEmpty();
    }
}
