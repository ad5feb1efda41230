package dev.ordersaga.janitor;

import dev.ordersaga.engine.Changes;
import dev.ordersaga.engine.Seen;
import dev.ordersaga.flow.Names;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.saga.Order;
import jakarta.inject.Singleton;
import java.util.Set;

/** Removes the payment and takes it off the customer's account, should it have been put there and that still exist. */
@Singleton
class UndoPayment implements Undo {

    private final Names names;

    UndoPayment(Names names) {
        this.names = names;
    }

    @Override
    public String undoes() {
        return "PAYMENT_CREATED";
    }

    @Override
    public Set<DocumentPath> reads(Order order) {
        return order.is("on_account") ? Set.of(names.account(order.user())) : Set.of();
    }

    @Override
    public String undo(Order order, Seen seen, Changes changes) {
        changes.delete(names.payment(order.uuid()));
        if (!order.is("on_account")) {
            return "the payment";
        }
        var account = names.account(order.user());
        if (seen.fields(account).isEmpty()) {
            return "the payment (%s's account is gone, so it could not be taken off it)".formatted(order.user());
        }
        changes.add(account, "open_balance", -order.number("total_invoice"));
        return "the payment";
    }
}
