package dev.ordersaga.payment;

import dev.ordersaga.saga.Order;

/** What a customer owes for an order. */
record Payment(String uuid, String user, String item, long quantity, long pricePerUnit, long totalInvoice) {

    static Payment of(Order order) {
        long pricePerUnit = order.number("price_per_unit");
        return new Payment(
                order.uuid(),
                order.user(),
                order.item(),
                order.quantity(),
                pricePerUnit,
                Math.multiplyExact(pricePerUnit, order.quantity()));
    }
}
