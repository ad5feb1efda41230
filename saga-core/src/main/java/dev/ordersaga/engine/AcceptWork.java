package dev.ordersaga.engine;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.Saga;
import io.smallrye.mutiny.subscription.UniEmitter;
import org.jboss.logging.Logger;

/** An order that somebody waits to see accepted: accepted once it is durable, whatever becomes of its event. */
final class AcceptWork implements Work {

    private static final Logger LOG = Logger.getLogger(AcceptWork.class);

    private final Order order;
    private final String service;
    private final Pauses pauses;
    private final UniEmitter<? super Saga> caller;
    private volatile boolean abandoned;

    AcceptWork(Order order, String service, Pauses pauses, UniEmitter<? super Saga> caller) {
        this.order = order;
        this.service = service;
        this.pauses = pauses;
        this.caller = caller;
    }

    /** The caller has gone: what has not been tried yet need not be. */
    void abandon() {
        abandoned = true;
    }

    @Override
    public String uuid() {
        return order.uuid();
    }

    @Override
    public boolean startsSaga() {
        return true;
    }

    @Override
    public boolean abandoned() {
        return abandoned;
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
    public void stored(Saga saga) {
        caller.complete(saga);
    }

    @Override
    public void done() {}

    @Override
    public void reject(String why) {
        caller.fail(new IllegalStateException("the order cannot be stored: " + why));
    }

    /** The relay publishes it. */
    @Override
    public void retry(Throwable cause) {
        LOG.warnf("order %s is stored and not published yet: %s", uuid(), cause.getMessage());
    }

    @Override
    public void bug(RuntimeException thrown) {
        caller.fail(thrown);
    }
}
