package dev.ordersaga.engine;

import dev.ordersaga.port.Time;
import dev.ordersaga.saga.Protocol;
import dev.ordersaga.saga.Saga.Transition;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Pauses that double and are part chance, so that those who met once do not meet again. (Exponential backoff with equal
 * jitter: half of the pause is fixed, the other half random.)
 */
final class Pauses {

    private static final int DOUBLINGS_MAX = 30;

    private final Time time;
    private final EngineConfig config;
    private final Protocol protocol;

    Pauses(Time time, EngineConfig config, Protocol protocol) {
        this.time = time;
        this.config = config;
        this.protocol = protocol;
    }

    Duration afterConflict(int losses) {
        return jittered(doubled(config.conflictPauseMin(), losses - 1, config.conflictPauseMax()), 0.5);
    }

    Duration afterOutage(int tries) {
        return jittered(doubled(config.outagePauseMin(), tries - 1, config.outagePauseMax()), 0.5);
    }

    /** A change of status made now; the relay looks after it in time. */
    Transition transition(String to, String by, String detail, Batch seen, String uuid) {
        return new Transition(by, detail, seen.now(), wakeAt(to, seen.now(), seen.age(uuid), 0));
    }

    /**
     * When the relay looks at a saga: after a pause, and at its deadline at the latest while it is on its way.
     *
     * @param status what the saga has come to now
     * @param age since it was created
     * @param attempts how often the relay has looked at it since it came to that
     */
    Instant wakeAt(String status, Instant now, Duration age, int attempts) {
        var pause = jittered(doubled(config.wakeAfter(), attempts, config.wakePauseMax()), 1);
        var left = protocol.deadline().minus(age);
        return now.plus(protocol.onItsWay(status) && left.compareTo(pause) < 0 ? left : pause);
    }

    /**
     * A pause with which whoever asks the database again and again keeps it busy for a fiftieth of the time, or more where
     * that pause would be longer than {@code most}.
     *
     * @param least the pause while it answers quickly
     * @param most the pause however long it takes, unless {@code least} is longer
     * @param took how long it took last
     */
    static Duration betweenLooks(Duration least, Duration most, Duration took) {
        var pause = shorter(took.multipliedBy(49), most);
        return pause.compareTo(least) > 0 ? pause : least;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration doubled(Duration first, int times, Duration longest) {
        return shorter(first.multipliedBy(1L << Math.min(Math.max(times, 0), DOUBLINGS_MAX)), longest);
    }

    /** Between {@code least} of the pause, and half of it more; as exact as the database keeps times. */
    private Duration jittered(Duration pause, double least) {
        return Duration.ofNanos((long) (pause.toNanos() * (least + time.random().nextDouble() / 2)))
                .truncatedTo(ChronoUnit.MICROS);
    }
}
