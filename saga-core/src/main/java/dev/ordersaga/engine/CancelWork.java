package dev.ordersaga.engine;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.saga.Protocol;
import dev.ordersaga.saga.Protocol.Action;
import dev.ordersaga.saga.Saga;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.Optional;

/** An order to be taken back, at whatever point it is; not one that has failed already, or cannot fail any more. */
final class CancelWork extends ChangeWork {

    static final String CANCELLED = "CANCELLED";

    private final String why;
    private final Protocol protocol;
    private final Pauses pauses;

    CancelWork(
            String uuid,
            String service,
            String why,
            Protocol protocol,
            Pauses pauses,
            UniEmitter<? super Optional<Saga>> caller) {
        super(uuid, service, "cancel", caller);
        this.why = why;
        this.protocol = protocol;
        this.pauses = pauses;
    }

    @Override
    boolean applies(Optional<Saga> order) {
        return protocol.onCancel(order) == Action.FAIL;
    }

    @Override
    Decision change(Saga saga, Batch seen) {
        var transition = pauses.transition(Flow.FAILED, step(), why, seen, uuid());
        return new Decision.Store(saga.failed(CANCELLED, transition), seen.changes());
    }
}
