package dev.ordersaga.operations;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How patient a command is, and how much it takes at once. */
@ConfigMapping(prefix = "ordersaga.operations")
interface OperationsConfig {

    /** How long nothing may come from a subscription before it counts as empty. */
    @WithDefault("5s")
    Duration patience();

    /** How long nothing more may come before that was all. */
    @WithDefault("2s")
    Duration quiet();

    /** Messages taken into hand at once, at the most. */
    @WithDefault("1000")
    int lettersMax();

    /** What an order may take beyond its time before the audit counts it as stuck: twice the relay's first pause. */
    @WithDefault("2m")
    Duration auditGrace();

    /** Documents that the audit reads at once. */
    @WithDefault("1000")
    int auditPage();
}
