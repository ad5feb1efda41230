package dev.ordersaga.engine;

import java.util.ArrayList;
import java.util.List;

/** Counts what was taken on and is not settled yet, for those who wait for the end. */
final class Unsettled {

    private final List<Runnable> waiters = new ArrayList<>();
    private int count;

    void add() {
        count++;
    }

    void remove() {
        count--;
        if (count == 0) {
            waiters.forEach(Runnable::run);
            waiters.clear();
        }
    }

    /** Runs once nothing is unsettled, at once if that is so. */
    void whenNone(Runnable waiter) {
        if (count == 0) {
            waiter.run();
        } else {
            waiters.add(waiter);
        }
    }
}
