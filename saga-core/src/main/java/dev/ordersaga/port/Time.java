package dev.ordersaga.port;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/** Clock, timers, thread and chance: all that would make a run differ from the one before. */
public interface Time {

    /** A clock that goes on evenly: it may be wrong, and nobody sets it right. */
    Instant now();

    /** Runs a task once, on {@link #executor}, after a delay. */
    Timer after(Duration delay, Runnable task);

    /** Runs one task at a time, in the order given: whoever works only here needs no locks. */
    Executor executor();

    RandomGenerator random();

    /** A task that waits for its time. */
    interface Timer {

        /** Does nothing when the task has run. */
        void cancel();
    }
}
