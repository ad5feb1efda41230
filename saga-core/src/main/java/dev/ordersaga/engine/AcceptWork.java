package dev.ordersaga.engine;

import dev.ordersaga.engine.SagaEngine.Accepted;
import dev.ordersaga.flow.Flow;
import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.Saga;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.Optional;

/** An order to be accepted, once. */
final class AcceptWork extends RequestWork<Accepted> {

    private final Order order;
    private final boolean sentBefore;
    private final String service;
    private final Pauses pauses;
    private Optional<Saga> found = Optional.empty();

    /**
     * An order.
     *
     * @param sentBefore whether it may have been accepted already, so that it has to be looked up first
     */
    AcceptWork(Order order, boolean sentBefore, String service, Pauses pauses, UniEmitter<? super Accepted> caller) {
        super(order.uuid(), caller);
        this.order = order;
        this.sentBefore = sentBefore;
        this.service = service;
        this.pauses = pauses;
    }

    @Override
    public boolean startsSaga() {
        return !sentBefore;
    }

    @Override
    public String step() {
        return service;
    }

    @Override
    public String task() {
        return "accept";
    }

    @Override
    public Decision decide(Batch seen) {
        found = seen.saga(uuid());
        return found.map(this::known).orElseGet(() -> accept(seen));
    }

    /** It may come from a commit whose answer was lost: then nobody has published it, and nobody has worked on it. */
    private Decision known(Saga saga) {
        return saga.is(Flow.RECEIVED) ? new Decision.PublishAgain(saga) : new Decision.Nothing();
    }

    private Decision accept(Batch seen) {
        var received = pauses.transition(Flow.RECEIVED, service, "The order was received.", seen, uuid());
        return new Decision.Store(Saga.received(order, received), seen.changes());
    }

    @Override
    public void stored(Saga saga) {
        answer(new Accepted(saga, found.isPresent()));
    }

    @Override
    public void done() {
        found.ifPresent(saga -> answer(new Accepted(saga, true)));
    }
}
