package dev.ordersaga.engine;

import dev.ordersaga.engine.SagaEngine.UnpublishedException;
import dev.ordersaga.saga.Protocol;
import dev.ordersaga.saga.Protocol.Action;
import dev.ordersaga.saga.Saga;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.Optional;

/** A saga that waits for something and whose event somebody wants published once more. */
final class RetryWork extends RequestWork<Optional<Saga>> {

    private final String by;
    private final String why;
    private final Protocol protocol;
    private final Pauses pauses;
    private Optional<Saga> found = Optional.empty();

    RetryWork(
            String uuid,
            String by,
            String why,
            Protocol protocol,
            Pauses pauses,
            UniEmitter<? super Optional<Saga>> caller) {
        super(uuid, caller);
        this.by = by;
        this.why = why;
        this.protocol = protocol;
        this.pauses = pauses;
    }

    @Override
    public String step() {
        return by;
    }

    @Override
    public String task() {
        return "retry";
    }

    @Override
    public Decision decide(Batch seen) {
        found = seen.saga(uuid());
        return protocol.onRetry(found) == Action.CLAIM ? retry(found.orElseThrow(), seen) : new Decision.Nothing();
    }

    private Decision retry(Saga saga, Batch seen) {
        var wakeAt = pauses.wakeAt(saga.status(), seen.now(), seen.age(uuid()), saga.attempts() + 1);
        return new Decision.Store(saga.noted(by, why, seen.now()).claimed(wakeAt), seen.changes());
    }

    @Override
    public void stored(Saga saga) {
        found = Optional.of(saga);
    }

    /** It is published, or there was nothing to retry: the order is at rest, or there is none. */
    @Override
    public void done() {
        answer(found);
    }

    @Override
    public void retry(Throwable cause) {
        fail(new UnpublishedException(cause));
    }
}
