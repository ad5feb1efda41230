package dev.ordersaga.engine;

import dev.ordersaga.engine.SagaEngine.UnpublishedException;
import dev.ordersaga.saga.Protocol;
import dev.ordersaga.saga.Protocol.Action;
import dev.ordersaga.saga.Saga;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.Optional;

/** A saga that waits for something and whose event somebody wants published once more, and waits for that. */
final class RetryWork extends ChangeWork {

    private final String why;
    private final Protocol protocol;
    private final Pauses pauses;

    RetryWork(
            String uuid,
            String by,
            String why,
            Protocol protocol,
            Pauses pauses,
            UniEmitter<? super Optional<Saga>> caller) {
        super(uuid, by, "retry", caller);
        this.why = why;
        this.protocol = protocol;
        this.pauses = pauses;
    }

    @Override
    boolean applies(Optional<Saga> order) {
        return protocol.onRetry(order) == Action.CLAIM;
    }

    @Override
    Decision change(Saga saga, Batch seen) {
        var wakeAt = pauses.wakeAt(saga.status(), seen.now(), seen.age(uuid()), saga.attempts() + 1);
        return new Decision.Store(saga.noted(step(), why, seen.now()).claimed(wakeAt), seen.changes());
    }

    /** That it is stored is half of it. */
    @Override
    public void stored(Saga saga) {
        keep(saga);
    }

    @Override
    public void retry(Throwable cause) {
        fail(new UnpublishedException(cause));
    }
}
