package dev.ordersaga.inventory;

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

/** Reads the item's stock, takes the quantity from it and writes the reservation below the item. */
@Singleton
class InventoryStep implements Step<Reservation> {

    private final Names names;

    InventoryStep(Names names) {
        this.names = names;
    }

    @Override
    public String service() {
        return "inventory-service";
    }

    @Override
    public Set<DocumentPath> reads(Order order) {
        return Set.of(names.stock(order.item()));
    }

    @Override
    public Outcome<Reservation> decide(Order order, Seen seen) {
        return ReserveStock.decide(seen.fields(names.stock(order.item())).map(Stock::of), order);
    }

    @Override
    public void write(Reservation reservation, Changes changes) {
        changes.update(names.stock(reservation.item()), Map.of("quantity", reservation.stockLeft()));
        changes.create(
                names.reservation(reservation.item(), reservation.uuid()),
                Map.of(
                        "item", reservation.item(),
                        "quantity", reservation.quantity(),
                        "user", reservation.user(),
                        "price_per_unit", reservation.pricePerUnit(),
                        "created", changes.now()));
    }
}
