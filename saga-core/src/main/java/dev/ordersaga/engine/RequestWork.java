package dev.ordersaga.engine;

import io.smallrye.mutiny.subscription.UniEmitter;
import org.jboss.logging.Logger;

/**
 * Work that somebody asked for and waits to see durable, whatever becomes of its event: the relay publishes that. Who
 * asked for nothing but that event waits for it as well.
 *
 * @param <T> the answer
 */
abstract class RequestWork<T> implements Work {

    private static final Logger LOG = Logger.getLogger(RequestWork.class);

    private final String uuid;
    private final UniEmitter<? super T> caller;
    private volatile boolean abandoned;

    RequestWork(String uuid, UniEmitter<? super T> caller) {
        this.uuid = uuid;
        this.caller = caller;
        caller.onTermination(() -> abandoned = true);
    }

    @Override
    public String uuid() {
        return uuid;
    }

    /** The caller has gone: what has not been tried yet need not be. */
    @Override
    public boolean abandoned() {
        return abandoned;
    }

    /** Only the first answer counts. */
    void answer(T found) {
        caller.complete(found);
    }

    void fail(RuntimeException why) {
        caller.fail(why);
    }

    @Override
    public void reject(String why) {
        fail(new IllegalStateException("order %s cannot be stored: %s".formatted(uuid, why)));
    }

    @Override
    public void retry(Throwable cause) {
        LOG.warnf("order %s is stored and not published yet: %s", uuid, cause.getMessage());
    }

    @Override
    public void bug(RuntimeException thrown) {
        fail(thrown);
    }
}
