package dev.ordersaga.system;

import dev.ordersaga.google.GoogleConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;

/** The limits that hold when nothing is configured. */
final class Limits {

    static final GoogleConfig GOOGLE = new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(GoogleConfig.class)
            .build()
            .getConfigMapping(GoogleConfig.class);

    /** What an order may take before an audit counts it as stuck. */
    static final dev.ordersaga.operations.audit.Limits AUDIT =
            new dev.ordersaga.operations.audit.Limits(Duration.ofMinutes(5), Duration.ofMinutes(2));

    private Limits() {}
}
