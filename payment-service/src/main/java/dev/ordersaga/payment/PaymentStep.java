package dev.ordersaga.payment;

import dev.ordersaga.engine.Changes;
import dev.ordersaga.engine.Seen;
import dev.ordersaga.engine.Step;
import dev.ordersaga.flow.Names;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.Outcome;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/** Writes the payment; the order brings all that is needed. */
@Singleton
class PaymentStep implements Step<Payment> {

    private final Names names;
    private final PaymentConfig config;

    PaymentStep(Names names, PaymentConfig config) {
        this.names = names;
        this.config = config;
    }

    @Override
    public String service() {
        return "payment-service";
    }

    @Override
    public Set<DocumentPath> reads(Order order) {
        return Set.of();
    }

    @Override
    public Outcome<Payment> decide(Order order, Seen seen) {
        return TakePayment.decide(config.rehearseErrors(), order);
    }

    @Override
    public void write(Payment payment, Changes changes) {
        changes.create(
                names.payment(payment.uuid()),
                Map.of(
                        "item", payment.item(),
                        "quantity", payment.quantity(),
                        "user", payment.user(),
                        "price_per_unit", payment.pricePerUnit(),
                        "total_invoice", payment.totalInvoice(),
                        "created", changes.now()));
    }
}
