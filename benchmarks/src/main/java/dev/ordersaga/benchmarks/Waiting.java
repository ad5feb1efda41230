package dev.ordersaga.benchmarks;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a moment, or for what comes when it comes. */
final class Waiting {

    private static final long LOOK_EVERY_NANOS = 20_000_000;

    private Waiting() {}

    /** Returns at a moment of {@link System#nanoTime}, at once when that is over. */
    static void until(long moment) {
        for (long left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Returns once it is so; fails after the limit. */
    static void until(String what, Duration limit, BooleanSupplier isSo) {
        long end = System.nanoTime() + limit.toNanos();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not within %d s: %s".formatted(limit.toSeconds(), what));
            }
            until(System.nanoTime() + LOOK_EVERY_NANOS);
        }
    }
}
