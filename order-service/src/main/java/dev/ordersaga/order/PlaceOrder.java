package dev.ordersaga.order;

import static dev.ordersaga.saga.Outcome.advance;
import static dev.ordersaga.saga.Outcome.refuse;

import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.Outcome;
import java.util.Map;

/** Whether an order may be placed: its customer must be one of ours. */
final class PlaceOrder {

    static final String UNKNOWN_USER = "UNKNOWN_USER";

    private PlaceOrder() {}

    static Outcome<PlacedOrder> decide(boolean customerExists, Order order) {
        if (!customerExists) {
            return refuse(UNKNOWN_USER, "There is no customer %s.".formatted(order.user()));
        }
        return advance(PlacedOrder.of(order), Map.of(), "The order was placed for " + order.user() + ".");
    }
}
