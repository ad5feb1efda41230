package dev.ordersaga.engine;

import dev.ordersaga.port.Time;
import java.time.Duration;
import java.time.Instant;

/**
 * Pauses that double and are part chance, so that those who met once do not meet again. (Exponential backoff with equal
 * jitter: half of the pause is fixed, the other half random.)
 */
final class Pauses {

    private static final int DOUBLINGS_MAX = 30;

    private final Time time;
    private final EngineConfig config;

    Pauses(Time time, EngineConfig config) {
        this.time = time;
        this.config = config;
    }

    Duration afterConflict(int losses) {
        return jittered(doubled(config.conflictPauseMin(), losses - 1, config.conflictPauseMax()), 0.5);
    }

    Duration afterOutage(int tries) {
        return jittered(doubled(config.outagePauseMin(), tries - 1, config.outagePauseMax()), 0.5);
    }

    /** When the relay looks at a saga that was changed now, or that it has looked at so many times already. */
    Instant wakeAfter(Instant now, int attempts) {
        return now.plus(jittered(doubled(config.wakeAfter(), attempts, config.wakePauseMax()), 1));
    }

    private static Duration doubled(Duration first, int times, Duration longest) {
        var pause = first.multipliedBy(1L << Math.min(Math.max(times, 0), DOUBLINGS_MAX));
        return pause.compareTo(longest) > 0 ? longest : pause;
    }

    /** Between {@code least} of the pause, and half of it more. */
    private Duration jittered(Duration pause, double least) {
        return Duration.ofNanos((long) (pause.toNanos() * (least + time.random().nextDouble() / 2)));
    }
}
