package dev.ordersaga.simulation;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** A kind of world to live in. */
enum Variant {
    /** Anything may happen, and all of it is over long before any deadline. */
    ANYTHING(Duration.ofSeconds(40)),

    /** Anything may happen, and the deadline is so short that it comes in the middle of it. */
    TOO_LATE(Duration.ofMillis(1_500)),

    /**
     * Nobody sweeps, so that what only the repetition of messages heals is not healed by the relay before anyone sees
     * it. The broker loses nothing, and frontends have no trouble: no message brings them to work again.
     */
    NO_SWEEP(Duration.ofSeconds(40));

    /** The broker's own pauses before it delivers again grow to ten minutes; and a lease may have to run out. */
    private static final Duration REDELIVERY_MAX = Duration.ofMinutes(11);

    private final Limits limits;

    Variant(Duration deadline) {
        this.limits = Limits.withDeadline(deadline);
    }

    static Variant of(long seed) {
        return switch (Math.floorMod(seed, 8)) {
            case 0 -> NO_SWEEP;
            case 1, 2 -> TOO_LATE;
            default -> ANYTHING;
        };
    }

    Limits limits() {
        return limits;
    }

    /** How long after the end of all trouble everything has to be at rest. */
    Duration rest() {
        return sweeps() ? limits.rest() : REDELIVERY_MAX;
    }

    boolean sweeps() {
        return this != NO_SWEEP;
    }

    boolean troubles(String process) {
        return Fleet.isService(process) && (sweeps() || !process.startsWith("frontend"));
    }

    List<Trouble> troubles(CallKind call) {
        return Arrays.stream(Trouble.values())
                .filter(trouble -> trouble.strikes(call))
                .filter(trouble -> sweeps() || trouble != Trouble.LOST || call != CallKind.PUBLISH)
                .toList();
    }
}
