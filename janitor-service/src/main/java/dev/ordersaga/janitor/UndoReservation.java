package dev.ordersaga.janitor;

import dev.ordersaga.engine.Changes;
import dev.ordersaga.engine.Seen;
import dev.ordersaga.flow.Names;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.saga.Order;
import jakarta.inject.Singleton;
import java.util.Set;

/** Removes the reservation and gives its quantity back to the stock, should the item still exist. */
@Singleton
class UndoReservation implements Undo {

    private final Names names;

    UndoReservation(Names names) {
        this.names = names;
    }

    @Override
    public String undoes() {
        return "INVENTORY_UPDATED";
    }

    @Override
    public Set<DocumentPath> reads(Order order) {
        return Set.of(names.stock(order.item()));
    }

    @Override
    public String undo(Order order, Seen seen, Changes changes) {
        changes.delete(names.reservation(order.item(), order.uuid()));
        if (seen.fields(names.stock(order.item())).isEmpty()) {
            return "the reservation (%s is gone, so its stock could not be given back)".formatted(order.item());
        }
        changes.add(names.stock(order.item()), "quantity", order.quantity());
        return "the reservation";
    }
}
