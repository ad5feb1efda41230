package dev.ordersaga.engine;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.saga.Protocol;
import dev.ordersaga.saga.Protocol.Action;
import dev.ordersaga.saga.Saga;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.Optional;

/** An order to be taken back, at whatever point it is. */
final class CancelWork extends RequestWork<Optional<Saga>> {

    static final String CANCELLED = "CANCELLED";

    private final String service;
    private final String why;
    private final Protocol protocol;
    private final Pauses pauses;
    private Optional<Saga> found = Optional.empty();

    CancelWork(
            String uuid,
            String service,
            String why,
            Protocol protocol,
            Pauses pauses,
            UniEmitter<? super Optional<Saga>> caller) {
        super(uuid, caller);
        this.service = service;
        this.why = why;
        this.protocol = protocol;
        this.pauses = pauses;
    }

    @Override
    public String step() {
        return service;
    }

    @Override
    public String task() {
        return "cancel";
    }

    @Override
    public Decision decide(Batch seen) {
        found = seen.saga(uuid());
        return protocol.onCancel(found) == Action.FAIL ? cancel(found.orElseThrow(), seen) : new Decision.Nothing();
    }

    private Decision cancel(Saga saga, Batch seen) {
        var transition = pauses.transition(Flow.FAILED, service, why, seen, uuid());
        return new Decision.Store(saga.failed(CANCELLED, transition), seen.changes());
    }

    @Override
    public void stored(Saga saga) {
        answer(Optional.of(saga));
    }

    /** There was nothing to change: the order has failed already, cannot fail any more, or there is none. */
    @Override
    public void done() {
        answer(found);
    }
}
