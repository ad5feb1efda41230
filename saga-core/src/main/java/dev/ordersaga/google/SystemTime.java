package dev.ordersaga.google;

import dev.ordersaga.port.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * The machine's clock as it was at the start, going on evenly whoever sets it meanwhile, to the microsecond; and one
 * daemon thread. What a task throws is logged and goes no further.
 */
public final class SystemTime implements Time, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(SystemTime.class);

    private final Instant startedAt = Instant.now();
    private final long startedNanos = System.nanoTime();
    private final RandomGenerator random = new Random();
    private final ScheduledThreadPoolExecutor thread = Threads.scheduled("ordersaga", 1);

    @Override
    public Instant now() {
        return startedAt.plusNanos(System.nanoTime() - startedNanos).truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        var scheduled = thread.schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    @Override
    public Executor executor() {
        return task -> thread.execute(guarded(task));
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    /** Drops what has not begun; whatever comes later is dropped as well. */
    @Override
    public void close() {
        thread.shutdownNow();
    }

    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                LOG.error("a task failed", e);
            }
        };
    }
}
