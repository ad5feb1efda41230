package dev.ordersaga.inventory;

import static dev.ordersaga.saga.Outcome.advance;
import static dev.ordersaga.saga.Outcome.refuse;

import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.Outcome;
import java.util.Map;
import java.util.Optional;

/** Whether there is enough of the item. */
final class ReserveStock {

    static final String UNKNOWN_ITEM = "UNKNOWN_ITEM";
    static final String INSUFFICIENT_INVENTORY = "INSUFFICIENT_INVENTORY";

    private ReserveStock() {}

    static Outcome<Reservation> decide(Optional<Stock> seen, Order order) {
        if (seen.isEmpty()) {
            return refuse(UNKNOWN_ITEM, "There is no item %s.".formatted(order.item()));
        }
        var stock = seen.get();
        if (stock.quantity() < order.quantity()) {
            return refuse(
                    INSUFFICIENT_INVENTORY,
                    "Only %d of %s are left, and %d were ordered."
                            .formatted(stock.quantity(), order.item(), order.quantity()));
        }
        return advance(
                Reservation.of(order, stock),
                Map.of("price_per_unit", stock.pricePerUnit()),
                order.quantity() + " of " + order.item() + " are reserved at " + stock.pricePerUnit() + " each.");
    }
}
