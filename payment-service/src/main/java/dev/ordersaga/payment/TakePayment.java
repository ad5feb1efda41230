package dev.ordersaga.payment;

import static dev.ordersaga.saga.Outcome.advance;
import static dev.ordersaga.saga.Outcome.refuse;

import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.Outcome;
import java.util.Map;

/** Whether the order can be paid. */
final class TakePayment {

    static final String PAYMENT_ERROR = "PAYMENT_ERROR";

    private TakePayment() {}

    /**
     * Decides.
     *
     * @param rehearseErrors whether an order that carries {@code payment-error}, with whatever value, fails
     */
    static Outcome<Payment> decide(boolean rehearseErrors, Order order) {
        if (rehearseErrors && order.paymentError().isPresent()) {
            return refuse(PAYMENT_ERROR, "The payment failed.");
        }
        var payment = Payment.of(order);
        return advance(
                payment,
                Map.of("total_invoice", payment.totalInvoice()),
                "The order is complete; %d were charged.".formatted(payment.totalInvoice()));
    }
}
