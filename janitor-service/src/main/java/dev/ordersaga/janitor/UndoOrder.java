package dev.ordersaga.janitor;

import dev.ordersaga.engine.Changes;
import dev.ordersaga.engine.Seen;
import dev.ordersaga.flow.Names;
import dev.ordersaga.saga.Order;
import jakarta.inject.Singleton;

/** Takes the order off the customer's list. */
@Singleton
class UndoOrder implements Undo {

    private final Names names;

    UndoOrder(Names names) {
        this.names = names;
    }

    @Override
    public String undoes() {
        return "ORDER_CREATED";
    }

    @Override
    public String undo(Order order, Seen seen, Changes changes) {
        changes.delete(names.order(order.user(), order.uuid()));
        return "the order";
    }
}
