package dev.ordersaga.operations.order;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Has an order that waits published once more. */
@Command(
        name = "retry",
        mixinStandardHelpOptions = true,
        description = {
            "Publishes the event of an order that waits for something once more, at once, and notes that in its history.",
            "It may be asked again.",
            "Exits with 0 when published, 1 when there is no such order, it is at rest, or that is noted and not published."
        })
public class RetryCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private Asked asked;

    private final Operator operator;

    RetryCommand(Operator operator) {
        this.operator = operator;
    }

    @Override
    public Integer call() {
        return operator.retry(asked.uuid(), asked.reason()).tell(spec.commandLine());
    }
}
