package dev.ordersaga.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class AllowedMethodsTest {

    private static final AllowedMethods ALLOWED = AllowedMethods.of(OrderResource.class);

    @Test
    void each_path_has_its_own() {
        assertThat(ALLOWED.at("/order")).isEqualTo(Set.of("POST"));
        assertThat(ALLOWED.at("/order/")).isEqualTo(Set.of("POST"));
        assertThat(ALLOWED.at("/order/x")).isEqualTo(Set.of("DELETE", "GET", "HEAD"));
    }

    @Test
    void nothing_is_allowed_where_nothing_is() {
        assertThat(ALLOWED.at("/orders")).isEmpty();
        assertThat(ALLOWED.at("/order/x/y")).isEmpty();
    }
}
