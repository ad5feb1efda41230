package dev.ordersaga.operations;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How patient a command is, and how much it takes at once. */
@ConfigMapping(prefix = "ordersaga.operations")
public interface OperationsConfig {

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

    /** Unfinished orders that the status looks at in a bucket, of which there are 16. */
    @WithDefault("1000")
    int unfinishedMax();

    /** Stuck orders that the status tells of, each in a line. */
    @WithDefault("20")
    int stuckMax();

    /** How long an operator waits to hear that an order is undone. */
    @WithDefault("30s")
    Duration undoneWithin();
}
