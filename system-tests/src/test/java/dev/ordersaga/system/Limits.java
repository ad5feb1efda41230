package dev.ordersaga.system;

import dev.ordersaga.google.GoogleConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;

/** What a test allows the clients it looks with, and the shop it looks at. */
final class Limits {

    static final GoogleConfig GOOGLE = new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(GoogleConfig.class)
            // A busy machine is no reason to fail.
            .withDefaultValue("ordersaga.google.firestore.read-timeout", "30s")
            .withDefaultValue("ordersaga.google.firestore.commit-timeout", "30s")
            .build()
            .getConfigMapping(GoogleConfig.class);

    /** What an order may take before an audit counts it as stuck. */
    static final dev.ordersaga.operations.audit.Limits AUDIT =
            new dev.ordersaga.operations.audit.Limits(Duration.ofMinutes(5), Duration.ofMinutes(2));

    private Limits() {}
}
