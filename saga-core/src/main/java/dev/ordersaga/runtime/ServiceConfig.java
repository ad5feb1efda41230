package dev.ordersaga.runtime;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How a service comes and goes. */
@ConfigMapping(prefix = "ordersaga.service")
interface ServiceConfig {

    /** At the end of the process, the time in which what is in hand is committed, published and acknowledged. */
    @WithDefault("6s")
    Duration stopWithin();

    /** The time in which the database must answer for the service to be ready. */
    @WithDefault("1s")
    Duration probeWithin();

    /** The time in which the engine's thread must get to a task for the service to be alive. */
    @WithDefault("5s")
    Duration liveWithin();

    /** How long an answer about health holds: neither database nor engine is asked more often. */
    @WithDefault("5s")
    Duration probeEvery();
}
