package dev.ordersaga.engine;

import dev.ordersaga.saga.Saga;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.Optional;

/** A change that somebody asked for of an order; one that it does not apply to is answered as it is. */
abstract class ChangeWork extends RequestWork<Optional<Saga>> {

    private final String service;
    private final String task;
    private Optional<Saga> found = Optional.empty();

    ChangeWork(String uuid, String service, String task, UniEmitter<? super Optional<Saga>> caller) {
        super(uuid, caller);
        this.service = service;
        this.task = task;
    }

    /** Whether the order, if there is one, is to be changed. */
    abstract boolean applies(Optional<Saga> order);

    abstract Decision change(Saga saga, Batch seen);

    @Override
    public String step() {
        return service;
    }

    @Override
    public String task() {
        return task;
    }

    @Override
    public Decision decide(Batch seen) {
        found = seen.saga(uuid());
        return applies(found) ? change(found.orElseThrow(), seen) : new Decision.Nothing();
    }

    /** The answer is the order as it is stored. */
    void keep(Saga stored) {
        found = Optional.of(stored);
    }

    @Override
    public void stored(Saga saga) {
        keep(saga);
        answer(found);
    }

    @Override
    public void done() {
        answer(found);
    }
}
