package dev.ordersaga.engine;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.Saga;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.Optional;

/** An order to be accepted. */
final class AcceptWork extends RequestWork {

    private final Order order;
    private final String service;
    private final Pauses pauses;

    AcceptWork(Order order, String service, Pauses pauses, UniEmitter<? super Optional<Saga>> caller) {
        super(order.uuid(), caller);
        this.order = order;
        this.service = service;
        this.pauses = pauses;
    }

    @Override
    public boolean startsSaga() {
        return true;
    }

    /** A saga that is there already is our own, from a commit whose answer was lost. */
    @Override
    public Decision decide(Batch seen) {
        return seen.saga(uuid()).<Decision>map(Decision.PublishAgain::new).orElseGet(() -> accept(seen));
    }

    private Decision accept(Batch seen) {
        var received = pauses.transition(Flow.RECEIVED, service, "The order was received.", seen, uuid());
        return new Decision.Store(Saga.received(order, received), seen.changes());
    }

    @Override
    public void done() {}
}
