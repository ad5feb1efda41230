package dev.ordersaga.memory;

import java.time.Duration;

/**
 * What goes wrong with one {@link Call}.
 *
 * @param delay how much longer than usual it takes
 */
public record Fault(Duration delay, Outcome outcome) {

    /** Nothing goes wrong. */
    public static final Fault NONE = of(Outcome.WORKS);

    /** How a call ends. */
    public enum Outcome {
        WORKS,
        /** Nothing happens, and the caller is told that the outcome is unknown; a delivery or an answer is lost. */
        FAILS_BEFORE,
        /** It happens, and the caller is told that the outcome is unknown. */
        FAILS_AFTER,
        /** The process dies, and nothing happens. */
        CRASHES_BEFORE,
        /** It happens, and the process dies before it hears of it. */
        CRASHES_AFTER,
        /** The broker takes a message and loses it; a delivery or an answer is lost. Others fail before. */
        LOST,
        /** A message is published or delivered twice. Others work. */
        TWICE;

        /** How often it happens. */
        int times(Call call) {
            return switch (this) {
                case WORKS, FAILS_AFTER, CRASHES_AFTER -> 1;
                case TWICE -> call instanceof Call.Publish || call instanceof Call.Deliver ? 2 : 1;
                case FAILS_BEFORE, CRASHES_BEFORE, LOST -> 0;
            };
        }

        /** Whether the caller is told what came of it, which it believes. */
        boolean isKnown(Call call) {
            return this == WORKS || this == TWICE || this == LOST && call instanceof Call.Publish;
        }
    }

    public static Fault of(Outcome outcome) {
        return new Fault(Duration.ZERO, outcome);
    }

    public static Fault delay(Duration delay) {
        return new Fault(delay, Outcome.WORKS);
    }
}
