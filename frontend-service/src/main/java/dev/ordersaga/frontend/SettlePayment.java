package dev.ordersaga.frontend;

import dev.ordersaga.engine.Changes;
import dev.ordersaga.engine.Seen;
import dev.ordersaga.engine.Settlement;
import dev.ordersaga.flow.Names;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.Saga;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/** Marks the payment as settled and takes it off the customer's account, should it have been put there. */
@Singleton
class SettlePayment implements Settlement {

    private final Names names;

    SettlePayment(Names names) {
        this.names = names;
    }

    @Override
    public String service() {
        return "frontend-service";
    }

    @Override
    public Set<DocumentPath> reads(Saga saga) {
        var order = saga.order();
        return order.is("on_account") ? Set.of(payment(order), account(order)) : Set.of(payment(order));
    }

    @Override
    public String settle(Saga saga, Seen seen, Changes changes) {
        var order = saga.order();
        var missing = "";
        if (seen.fields(payment(order)).isPresent()) {
            changes.update(payment(order), Map.of("settled", true));
        } else {
            missing = " Its payment is gone, so it could not be marked.";
        }
        if (order.is("on_account")) {
            if (seen.fields(account(order)).isPresent()) {
                changes.add(account(order), "open_balance", -order.number("total_invoice"));
            } else {
                missing += " The account of %s is gone, so it could not be taken off it.".formatted(order.user());
            }
        }
        return "The payment was settled." + missing;
    }

    private DocumentPath payment(Order order) {
        return names.payment(order.uuid());
    }

    private DocumentPath account(Order order) {
        return names.account(order.user());
    }
}
