package dev.ordersaga.inventory;

import dev.ordersaga.saga.Order;

/** Units of an item set apart for an order, at the price of that moment. */
record Reservation(String uuid, String user, String item, long quantity, long pricePerUnit, long stockLeft) {

    static Reservation of(Order order, Stock stock) {
        return new Reservation(
                order.uuid(),
                order.user(),
                order.item(),
                order.quantity(),
                stock.pricePerUnit(),
                stock.quantity() - order.quantity());
    }
}
