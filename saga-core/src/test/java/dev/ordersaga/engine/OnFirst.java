package dev.ordersaga.engine;

import dev.ordersaga.memory.Call;
import dev.ordersaga.memory.Fault;
import dev.ordersaga.memory.Fault.Outcome;
import dev.ordersaga.memory.Faults;
import java.util.function.Predicate;

/** Spoils the first so many calls of a kind. */
final class OnFirst implements Faults {

    private final Predicate<Call> calls;
    private final Outcome outcome;
    private int left;

    OnFirst(int times, Outcome outcome, Predicate<Call> calls) {
        this.left = times;
        this.outcome = outcome;
        this.calls = calls;
    }

    static Predicate<Call> commitsOf(String process) {
        return call -> call instanceof Call.Commit && call.process().equals(process);
    }

    static Predicate<Call> publishesOf(String process) {
        return call -> call instanceof Call.Publish && call.process().equals(process);
    }

    /** Whether it has spoiled all that it was to. */
    boolean spent() {
        return left == 0;
    }

    @Override
    public Fault at(Call call) {
        if (left == 0 || !calls.test(call)) {
            return Fault.NONE;
        }
        left--;
        return Fault.of(outcome);
    }
}
