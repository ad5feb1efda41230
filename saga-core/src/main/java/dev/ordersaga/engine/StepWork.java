package dev.ordersaga.engine;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Flow.Stage;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.saga.Notice;
import dev.ordersaga.saga.Outcome.Advance;
import dev.ordersaga.saga.Outcome.Refuse;
import dev.ordersaga.saga.Protocol;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.saga.Saga.Transition;
import java.util.Set;

/** A message that a step works on. */
final class StepWork<R> extends MessageWork {

    private final Step<R> step;
    private final Stage stage;
    private final Protocol protocol;
    private final Pauses pauses;

    StepWork(Notice notice, Letter letter, Step<R> step, Stage stage, Protocol protocol, Pauses pauses) {
        super(notice, letter);
        this.step = step;
        this.stage = stage;
        this.protocol = protocol;
        this.pauses = pauses;
    }

    @Override
    public Set<DocumentPath> guesses() {
        return notice().guess().map(step::reads).orElse(Set.of());
    }

    @Override
    public Set<DocumentPath> reads(Saga saga) {
        return step.reads(saga.order());
    }

    @Override
    public Decision decide(Batch seen) {
        var found = seen.saga(uuid());
        return switch (protocol.onMessage(found, stage)) {
            case DECIDE -> decide(found.orElseThrow(), seen);
            case PUBLISH_AGAIN -> new Decision.PublishAgain(found.orElseThrow());
            case REJECT_UNKNOWN -> new Decision.Reject("no such saga");
            case REJECT_EARLY ->
                new Decision.Reject("before its time: the saga has only come to "
                        + found.orElseThrow().status());
            default -> new Decision.Nothing();
        };
    }

    private Decision decide(Saga saga, Batch seen) {
        var changes = seen.changes();
        var outcome = step.decide(saga.order(), seen);
        if (outcome instanceof Advance<R> yes) {
            step.write(yes.accepted(), changes);
            return new Decision.Store(
                    saga.advanced(stage.status(), yes.found(), transition(stage.status(), yes.detail(), seen)),
                    changes);
        }
        var no = (Refuse<R>) outcome;
        return new Decision.Store(saga.failed(no.reason(), transition(Flow.FAILED, no.detail(), seen)), changes);
    }

    private Transition transition(String to, String detail, Batch seen) {
        return pauses.transition(to, stage.service(), detail, seen, uuid());
    }
}
