package dev.ordersaga.saga;

import static dev.ordersaga.flow.Flow.COMPENSATED;
import static dev.ordersaga.flow.Flow.FAILED;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Flow.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The whole protocol: what is to be done with a saga, by what it has come to and what has arrived for it. The table in
 * {@code docs/architecture.md} shows the same, a row for each case.
 */
public class Protocol {

    /** What is to be done. */
    public enum Action {
        /** Let the step decide: advance or refuse. */
        DECIDE,
        /** Undo what was done, and compensate, in one commit. */
        UNDO,
        /** Fail the saga and publish that. */
        FAIL,
        /** Look again later, and publish the event of its status meanwhile. */
        CLAIM,
        /** Publish the event of its status, as stored. */
        PUBLISH_AGAIN,
        /** Settle its payment, for good. */
        SETTLE,
        /** Nothing: it is done, or no longer of interest. */
        DROP,
        /** There is no such saga, and no message ever makes one. */
        REJECT_UNKNOWN,
        /** It names a status the saga has not come to: nobody publishes before they commit. */
        REJECT_EARLY,
        /** Its payment is settled: nothing undoes it. */
        REJECT_SETTLED
    }

    private final Flow flow;
    private final Duration deadline;

    public Protocol(Flow flow, Duration deadline) {
        this.flow = flow;
        this.deadline = deadline;
    }

    /** The age at which an order that is still on its way has failed. */
    public Duration deadline() {
        return deadline;
    }

    /** A message on the topic that a stage reads. */
    public Action onMessage(Optional<Saga> found, Stage stage) {
        if (found.isEmpty()) {
            return Action.REJECT_UNKNOWN;
        }
        var saga = found.get();
        if (saga.is(FAILED)) {
            return Action.PUBLISH_AGAIN;
        }
        if (saga.is(COMPENSATED)) {
            return Action.DROP;
        }
        int ahead = flow.progress(saga.status()) - flow.progress(stage.status());
        if (ahead == -1) {
            return Action.DECIDE;
        }
        if (ahead == 0) {
            return saga.unpublished() ? Action.PUBLISH_AGAIN : Action.DROP;
        }
        return ahead < 0 ? Action.REJECT_EARLY : Action.DROP;
    }

    /** A message on the error topic; about a saga that has not failed it is a report from outside. */
    public Action onError(Optional<Saga> found) {
        if (found.isEmpty()) {
            return Action.REJECT_UNKNOWN;
        }
        var saga = found.get();
        if (saga.is(COMPENSATED)) {
            return saga.unpublished() ? Action.PUBLISH_AGAIN : Action.DROP;
        }
        return saga.isSettled() ? Action.REJECT_SETTLED : Action.UNDO;
    }

    /** The customer takes the order back. */
    public Action onCancel(Optional<Saga> found) {
        if (found.isEmpty()) {
            return Action.REJECT_UNKNOWN;
        }
        if (found.get().isSettled()) {
            return Action.REJECT_SETTLED;
        }
        return found.get().is(FAILED) || found.get().is(COMPENSATED) ? Action.DROP : Action.FAIL;
    }

    /** The payment of a complete order is settled. */
    public Action onSettle(Optional<Saga> found) {
        if (found.isEmpty()) {
            return Action.REJECT_UNKNOWN;
        }
        var saga = found.get();
        return saga.is(flow.completed()) && !saga.isSettled() ? Action.SETTLE : Action.DROP;
    }

    /** An operator wants it to move on, now: only what waits for something can. */
    public Action onRetry(Optional<Saga> found) {
        if (found.isEmpty()) {
            return Action.REJECT_UNKNOWN;
        }
        return found.get().wakeAt().isPresent() ? Action.CLAIM : Action.DROP;
    }

    /**
     * The janitor's sweep. Only sagas on their way ever time out.
     *
     * @param now the database's clock
     * @param age since the saga was created, by the same clock
     */
    public Action onWake(Optional<Saga> found, Instant now, Duration age) {
        if (found.isEmpty()
                || found.get().wakeAt().filter(at -> !at.isAfter(now)).isEmpty()) {
            return Action.DROP;
        }
        return isLate(found.get().status(), age) ? Action.FAIL : Action.CLAIM;
    }

    /** Whether an order of this status and age has had its time. */
    public boolean isLate(String status, Duration age) {
        return onItsWay(status) && age.compareTo(deadline) >= 0;
    }

    /** Whether an order of this status is live and not yet complete: only such an order ever times out. */
    public boolean onItsWay(String status) {
        return !status.equals(FAILED) && !flow.rests(status);
    }
}
