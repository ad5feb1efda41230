package dev.ordersaga.payment;

import dev.ordersaga.saga.Order;
import java.util.Optional;

/**
 * What a customer owes for an order.
 *
 * @param account that of a customer with a credit limit; empty when it is paid at once
 */
record Payment(
        String uuid,
        String user,
        String item,
        long quantity,
        long pricePerUnit,
        long totalInvoice,
        Optional<Account> account) {

    /**
     * A customer's account, with this order on it.
     *
     * @param openBalance what they owe
     * @param isNew whether this is the first they owe
     */
    record Account(long openBalance, boolean isNew) {}

    /** An order paid at once. */
    static Payment of(Order order) {
        long pricePerUnit = order.number("price_per_unit");
        return new Payment(
                order.uuid(),
                order.user(),
                order.item(),
                order.quantity(),
                pricePerUnit,
                Math.multiplyExact(pricePerUnit, order.quantity()),
                Optional.empty());
    }

    /** The same on the customer's account. */
    Payment on(Credit credit) {
        return new Payment(
                uuid,
                user,
                item,
                quantity,
                pricePerUnit,
                totalInvoice,
                Optional.of(new Account(Math.addExact(credit.owed(), totalInvoice), !credit.hasAccount())));
    }
}
