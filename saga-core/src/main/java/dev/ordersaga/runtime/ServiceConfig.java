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

    /** How long an answer about readiness holds: the database is asked no more often. */
    @WithDefault("5s")
    Duration probeEvery();
}
