package dev.ordersaga.payment;

import dev.ordersaga.engine.Changes;
import dev.ordersaga.engine.Seen;
import dev.ordersaga.engine.Step;
import dev.ordersaga.flow.Names;
import dev.ordersaga.payment.Payment.Account;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.Outcome;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Writes the payment, and what a customer with a credit limit owes with it. */
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
        return Set.of(names.user(order.user()), names.account(order.user()));
    }

    @Override
    public Outcome<Payment> decide(Order order, Seen seen) {
        var user = order.user();
        var credit = Credit.of(seen.fields(names.user(user)), seen.fields(names.account(user)));
        return TakePayment.decide(config.rehearseErrors(), order, credit);
    }

    @Override
    public void write(Payment payment, Changes changes) {
        changes.create(names.payment(payment.uuid()), fields(payment, changes.now()));
        payment.account().ifPresent(account -> write(names.account(payment.user()), account, changes));
    }

    private static Map<String, Object> fields(Payment payment, Instant now) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("item", payment.item());
        fields.put("quantity", payment.quantity());
        fields.put("user", payment.user());
        fields.put("price_per_unit", payment.pricePerUnit());
        fields.put("total_invoice", payment.totalInvoice());
        fields.put("created", now);
        payment.account().ifPresent(account -> fields.put("on_account", true));
        return fields;
    }

    private static void write(DocumentPath path, Account account, Changes changes) {
        Map<String, Object> fields = Map.of("open_balance", account.openBalance());
        if (account.isNew()) {
            changes.create(path, fields);
        } else {
            changes.update(path, fields);
        }
    }
}
