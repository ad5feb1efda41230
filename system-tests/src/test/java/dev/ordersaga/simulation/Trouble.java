package dev.ordersaga.simulation;

import static dev.ordersaga.simulation.CallKind.ACK;
import static dev.ordersaga.simulation.CallKind.COMMIT;
import static dev.ordersaga.simulation.CallKind.COMMIT_EACH;
import static dev.ordersaga.simulation.CallKind.DELIVER;
import static dev.ordersaga.simulation.CallKind.DUE;
import static dev.ordersaga.simulation.CallKind.NACK;
import static dev.ordersaga.simulation.CallKind.PUBLISH;
import static dev.ordersaga.simulation.CallKind.READ;

import dev.ordersaga.memory.Fault.Outcome;
import java.util.EnumSet;
import java.util.Set;

/** What can go wrong with a call, and with which. */
enum Trouble {
    DELAY(Outcome.WORKS, EnumSet.allOf(CallKind.class)),
    FAILS_BEFORE(Outcome.FAILS_BEFORE, EnumSet.of(READ, COMMIT, COMMIT_EACH, DUE, PUBLISH)),
    FAILS_AFTER(Outcome.FAILS_AFTER, EnumSet.of(READ, COMMIT, COMMIT_EACH, DUE, PUBLISH)),
    /** The caller is told that the outcome is unknown, and only then it happens: see {@link LateCommits}. */
    HAPPENS_LATER(Outcome.WORKS, EnumSet.of(COMMIT, COMMIT_EACH)),
    LOST(Outcome.LOST, EnumSet.of(PUBLISH, DELIVER, ACK, NACK)),
    TWICE(Outcome.TWICE, EnumSet.of(PUBLISH, DELIVER)),
    CRASHES_BEFORE(Outcome.CRASHES_BEFORE, EnumSet.allOf(CallKind.class)),
    CRASHES_AFTER(Outcome.CRASHES_AFTER, EnumSet.allOf(CallKind.class));

    private final Outcome outcome;
    private final Set<CallKind> calls;

    Trouble(Outcome outcome, Set<CallKind> calls) {
        this.outcome = outcome;
        this.calls = calls;
    }

    Outcome outcome() {
        return outcome;
    }

    boolean strikes(CallKind call) {
        return calls.contains(call);
    }

    boolean kills() {
        return this == CRASHES_BEFORE || this == CRASHES_AFTER;
    }
}
