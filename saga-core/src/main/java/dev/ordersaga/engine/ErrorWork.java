package dev.ordersaga.engine;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.saga.Notice;
import dev.ordersaga.saga.Protocol;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.saga.Saga.Transition;
import java.util.Set;

/** A message on the error topic: the order is to be undone. */
final class ErrorWork extends MessageWork {

    /** The reason of a report from outside that brings none. */
    static final String REPORTED = "REPORTED";

    private final Compensation compensation;
    private final Protocol protocol;
    private final Pauses pauses;

    ErrorWork(Notice notice, Letter letter, Compensation compensation, Protocol protocol, Pauses pauses) {
        super(notice, letter);
        this.compensation = compensation;
        this.protocol = protocol;
        this.pauses = pauses;
    }

    @Override
    public Set<DocumentPath> reads(Saga saga) {
        return compensation.reads(saga);
    }

    @Override
    public Decision decide(Batch seen) {
        var found = seen.saga(uuid());
        return switch (protocol.onError(found)) {
            case UNDO -> undo(found.orElseThrow(), seen);
            case PUBLISH_AGAIN -> new Decision.PublishAgain(found.orElseThrow());
            case REJECT_SETTLED -> new Decision.Reject("the order is settled, so it cannot be undone");
            case REJECT_UNKNOWN -> new Decision.Reject("no such saga");
            default -> new Decision.Nothing();
        };
    }

    private Decision undo(Saga saga, Batch seen) {
        var failed = saga.is(Flow.FAILED)
                ? saga
                : saga.failed(notice().reason().orElse(REPORTED), transition(Flow.FAILED, reported(), seen));
        var changes = seen.changes();
        var detail = failed.detail() + " " + compensation.undo(failed, seen, changes);
        return new Decision.Store(failed.compensated(transition(Flow.COMPENSATED, detail, seen)), changes);
    }

    private String reported() {
        return notice().detail().orElse("A failure was reported from outside.");
    }

    private Transition transition(String to, String detail, Batch seen) {
        return pauses.transition(to, compensation.service(), detail, seen, uuid());
    }
}
