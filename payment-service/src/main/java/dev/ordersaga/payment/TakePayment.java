package dev.ordersaga.payment;

import static dev.ordersaga.saga.Outcome.advance;
import static dev.ordersaga.saga.Outcome.refuse;

import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.Outcome;
import java.util.Map;
import java.util.Optional;

/** Whether the order can be paid. */
final class TakePayment {

    static final String PAYMENT_ERROR = "PAYMENT_ERROR";
    static final String INSUFFICIENT_CREDIT = "INSUFFICIENT_CREDIT";

    private TakePayment() {}

    /**
     * Decides.
     *
     * @param rehearseErrors whether an order that carries {@code payment-error}, with whatever value, fails
     * @param credit that of the customer; empty for one who pays at once
     */
    static Outcome<Payment> decide(boolean rehearseErrors, Order order, Optional<Credit> credit) {
        if (rehearseErrors && order.paymentError().isPresent()) {
            return refuse(PAYMENT_ERROR, "The payment failed.");
        }
        var payment = Payment.of(order);
        if (credit.isEmpty()) {
            return advance(
                    payment,
                    Map.of("total_invoice", payment.totalInvoice()),
                    "The order is complete; " + payment.totalInvoice() + " were charged.");
        }
        if (!credit.get().covers(payment.totalInvoice())) {
            return refuse(
                    INSUFFICIENT_CREDIT,
                    "The order comes to %d, and only %d of %s's credit are left."
                            .formatted(
                                    payment.totalInvoice(),
                                    Math.max(credit.get().left(), 0),
                                    order.user()));
        }
        return advance(
                payment.on(credit.get()),
                Map.of("total_invoice", payment.totalInvoice(), "on_account", true),
                "The order is complete; " + payment.totalInvoice() + " were charged to the account.");
    }
}
