package dev.ordersaga.system;

import dev.ordersaga.google.GoogleConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

/** The limits that hold when nothing is configured. */
final class Limits {

    static final GoogleConfig GOOGLE = new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(GoogleConfig.class)
            .build()
            .getConfigMapping(GoogleConfig.class);

    private Limits() {}
}
