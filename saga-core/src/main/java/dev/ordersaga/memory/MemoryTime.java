package dev.ordersaga.memory;

import dev.ordersaga.port.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/** Virtual time, as one process lives through it. */
final class MemoryTime implements Time {

    private final MemoryProcess process;
    private final RandomGenerator random;

    MemoryTime(MemoryProcess process) {
        this.process = process;
        this.random = new SplittableRandom(process.world().random().nextLong());
    }

    @Override
    public Instant now() {
        return process.world().now();
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        var timer = new MemoryTimer(task);
        if (process.alive()) {
            var fault = process.world().fault(new Call.Timer(process.name(), delay));
            process.later(delay.plus(fault.delay()), () -> timer.fire(fault.outcome()));
        }
        return timer;
    }

    @Override
    public Executor executor() {
        return task -> process.later(Duration.ZERO, task);
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    private final class MemoryTimer implements Timer {

        private final Runnable task;
        private boolean cancelled;

        MemoryTimer(Runnable task) {
            this.task = task;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        /** A timer cannot fail or be lost; its process can die. */
        void fire(Fault.Outcome outcome) {
            if (cancelled) {
                return;
            }
            if (outcome != Fault.Outcome.CRASHES_BEFORE) {
                task.run();
            }
            if (outcome == Fault.Outcome.CRASHES_BEFORE || outcome == Fault.Outcome.CRASHES_AFTER) {
                process.kill();
            }
        }
    }
}
