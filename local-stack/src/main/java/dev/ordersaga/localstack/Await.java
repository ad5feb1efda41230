package dev.ordersaga.localstack;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for a condition by looking often. */
final class Await {
    private static final long PAUSE_MILLIS = 50;

    private Await() {}

    /** Tells whether the condition came true within the limit; looks at least once. */
    static boolean until(Duration limit, BooleanSupplier condition) {
        var deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() >= deadline) {
                return false;
            }
            pause();
        }
        return true;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("Interrupted while waiting", e);
        }
    }
}
