package dev.ordersaga.order;

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

/** Reads the customer, and writes the order among the customer's orders. */
@Singleton
class OrderStep implements Step<PlacedOrder> {

    private final Names names;

    OrderStep(Names names) {
        this.names = names;
    }

    @Override
    public String service() {
        return "order-service";
    }

    @Override
    public Set<DocumentPath> reads(Order order) {
        return Set.of(names.user(order.user()));
    }

    @Override
    public Outcome<PlacedOrder> decide(Order order, Seen seen) {
        return PlaceOrder.decide(seen.fields(names.user(order.user())).isPresent(), order);
    }

    @Override
    public void write(PlacedOrder order, Changes changes) {
        changes.create(
                names.order(order.user(), order.uuid()),
                Map.of("item", order.item(), "quantity", order.quantity(), "created", changes.now()));
    }
}
