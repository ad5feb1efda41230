package dev.ordersaga.order;

import dev.ordersaga.saga.Order;

/** An order as its customer's list of orders keeps it. */
record PlacedOrder(String uuid, String user, String item, long quantity) {

    static PlacedOrder of(Order order) {
        return new PlacedOrder(order.uuid(), order.user(), order.item(), order.quantity());
    }
}
