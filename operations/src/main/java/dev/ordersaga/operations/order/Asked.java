package dev.ordersaga.operations.order;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which order, and why. */
class Asked {

    @Parameters(paramLabel = "UUID", converter = CanonicalUuid.class, description = "The order.")
    private String uuid;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            converter = Reason.Typed.class,
            description = "Why, in a sentence of at most " + Reason.LENGTH_MAX
                    + " characters. It stands in the order's history, where its customer reads it.")
    private Reason reason;

    String uuid() {
        return uuid;
    }

    Reason reason() {
        return reason;
    }
}
