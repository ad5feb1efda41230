package dev.ordersaga.simulation;

import dev.ordersaga.port.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** A process's own clock: it is wrong, and not always by as much. */
final class WrongClock implements Time {

    private final Time time;
    private final Supplier<Duration> error;

    WrongClock(Time time, Supplier<Duration> error) {
        this.time = time;
        this.error = error;
    }

    @Override
    public Instant now() {
        return time.now().plus(error.get());
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        return time.after(delay, task);
    }

    @Override
    public Executor executor() {
        return time.executor();
    }

    @Override
    public RandomGenerator random() {
        return time.random();
    }
}
