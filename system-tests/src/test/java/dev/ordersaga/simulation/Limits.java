package dev.ordersaga.simulation;

import dev.ordersaga.engine.EngineConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;

/**
 * The engine's limits in a world, shorter than in production, and what follows from them.
 *
 * @param engine what the services are given
 */
record Limits(EngineConfig engine) {

    /** The longest that one fault delays a call. */
    static final Duration DELAY_MAX = Duration.ofSeconds(4);

    static Limits withDeadline(Duration deadline) {
        return new Limits(new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(EngineConfig.class)
                .withDefaultValue("ordersaga.engine.outage-pause-max", "1s")
                .withDefaultValue("ordersaga.engine.wake-after", "1s")
                .withDefaultValue("ordersaga.engine.wake-pause-max", "5s")
                .withDefaultValue("ordersaga.engine.sweep-every", "2s")
                .withDefaultValue("ordersaga.engine.deadline", deadline.toMillis() + "ms")
                .build()
                .getConfigMapping(EngineConfig.class));
    }

    Duration deadline() {
        return engine.deadline();
    }

    /** The longest time between two looks of the relay at a saga, but for the time until the sweep comes round. */
    Duration wakePauseMax() {
        return longest(engine.wakePauseMax());
    }

    /**
     * How long after the last fault every saga has moved again, by the relay if by nobody else: what a fault delayed
     * has come, whoever pauses goes on, the longest pause between two looks is over, and the sweep has come round,
     * twice should it just have been there.
     */
    Duration recovery() {
        return DELAY_MAX
                .plus(longest(engine.outagePauseMax()))
                .plus(wakePauseMax())
                .plus(engine.sweepEvery().multipliedBy(2));
    }

    /** How long after the last fault everything is at rest: it has moved again, or failed; and it is undone. */
    Duration rest() {
        return recovery().multipliedBy(2);
    }

    /** A pause with its chance part. */
    private static Duration longest(Duration pause) {
        return pause.multipliedBy(3).dividedBy(2);
    }
}
