package dev.ordersaga.system;

import dev.ordersaga.memory.Call;
import dev.ordersaga.memory.Fault;
import dev.ordersaga.memory.Faults;
import java.util.function.Predicate;

/** Spoils the next calls of a kind, when it is told to. */
final class Spoilt implements Faults {

    private Predicate<Call> calls = call -> false;
    private Fault fault = Fault.NONE;
    private int left;

    void next(int times, Fault with, Predicate<Call> kind) {
        left = times;
        fault = with;
        calls = kind;
    }

    static Predicate<Call> commitsOf(String process) {
        return call -> call instanceof Call.Commit && call.process().equals(process);
    }

    static Predicate<Call> publishesOf(String process) {
        return call -> call instanceof Call.Publish && call.process().equals(process);
    }

    static Predicate<Call> marksOf(String process) {
        return call -> call instanceof Call.CommitEach && call.process().equals(process);
    }

    /** Whether all that was to go wrong has begun to. */
    boolean spent() {
        return left == 0;
    }

    @Override
    public Fault at(Call call) {
        if (left == 0 || !calls.test(call)) {
            return Fault.NONE;
        }
        left--;
        return fault;
    }
}
