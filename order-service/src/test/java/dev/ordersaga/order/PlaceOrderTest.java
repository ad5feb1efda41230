package dev.ordersaga.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.Outcome.Advance;
import dev.ordersaga.saga.Outcome.Refuse;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlaceOrderTest {

    private static final Order ORDER = new Order("u", "jack", "widget", 50);

    @Test
    void places_the_order_of_a_customer() {
        assertThat(PlaceOrder.decide(true, ORDER))
                .isEqualTo(new Advance<>(
                        new PlacedOrder("u", "jack", "widget", 50), Map.of(), "The order was placed for jack."));
    }

    @Test
    void refuses_somebody_who_is_no_customer() {
        assertThat(PlaceOrder.decide(false, ORDER))
                .isEqualTo(new Refuse<>("UNKNOWN_USER", "There is no customer jack."));
    }

    @Test
    void leaves_payment_errors_to_others() {
        var order = new Order("u", "jack", "widget", 50, Optional.of("null"), Map.of());

        assertThat(PlaceOrder.decide(true, order)).isEqualTo(PlaceOrder.decide(true, ORDER));
    }
}
