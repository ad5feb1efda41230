package dev.ordersaga.janitor;

import dev.ordersaga.engine.Changes;
import dev.ordersaga.engine.Seen;
import dev.ordersaga.flow.Names;
import dev.ordersaga.saga.Order;
import jakarta.inject.Singleton;

/** Removes the payment. */
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
    public String undo(Order order, Seen seen, Changes changes) {
        changes.delete(names.payment(order.uuid()));
        return "the payment";
    }
}
