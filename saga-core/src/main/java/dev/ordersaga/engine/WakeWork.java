package dev.ordersaga.engine;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.saga.Protocol;
import dev.ordersaga.saga.Saga;
import org.jboss.logging.Logger;

/** A saga that lies still: its event is published again, or it has had its time. */
final class WakeWork implements Work {

    static final String TIMED_OUT = "TIMED_OUT";

    private static final Logger LOG = Logger.getLogger(WakeWork.class);

    /** Makes the work of waking one saga, for a relay. */
    @FunctionalInterface
    interface Maker {

        WakeWork make(String uuid, Relay relay);
    }

    private final String uuid;
    private final Relay relay;
    private final String service;
    private final Protocol protocol;
    private final Pauses pauses;

    WakeWork(String uuid, Relay relay, String service, Protocol protocol, Pauses pauses) {
        this.uuid = uuid;
        this.relay = relay;
        this.service = service;
        this.protocol = protocol;
        this.pauses = pauses;
    }

    @Override
    public String uuid() {
        return uuid;
    }

    @Override
    public String step() {
        return service;
    }

    @Override
    public String task() {
        return "wake";
    }

    @Override
    public Decision decide(Batch seen) {
        var found = seen.saga(uuid);
        return switch (protocol.onWake(found, seen.now(), seen.age(uuid))) {
            case CLAIM -> claim(found.orElseThrow(), seen);
            case FAIL -> timeOut(found.orElseThrow(), seen);
            default -> new Decision.Nothing();
        };
    }

    private Decision claim(Saga saga, Batch seen) {
        var next = saga.claimed(pauses.wakeAt(saga.status(), seen.now(), seen.age(uuid), saga.attempts() + 1));
        return new Decision.Store(next, seen.changes());
    }

    private Decision timeOut(Saga saga, Batch seen) {
        var detail = "The order was not done in time: nothing came after %s.".formatted(saga.status());
        var transition = pauses.transition(Flow.FAILED, service, detail, seen, uuid);
        return new Decision.Store(saga.failed(TIMED_OUT, transition), seen.changes());
    }

    @Override
    public void done() {
        relay.settled(uuid);
    }

    @Override
    public void reject(String why) {
        LOG.errorf("order %s cannot be woken: %s", uuid, why);
        relay.hopeless(uuid);
        relay.settled(uuid);
    }

    /** The next sweep finds it again. */
    @Override
    public void retry(Throwable cause) {
        relay.settled(uuid);
    }

    @Override
    public void bug(RuntimeException thrown) {
        LOG.errorf(thrown, "order %s cannot be woken", uuid);
        relay.hopeless(uuid);
        relay.settled(uuid);
    }
}
