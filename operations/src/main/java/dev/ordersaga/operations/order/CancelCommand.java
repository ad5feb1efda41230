package dev.ordersaga.operations.order;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Takes an order back. */
@Command(
        name = "cancel",
        mixinStandardHelpOptions = true,
        description = {
            "Takes an order back, at whatever point it is, as its customer can: it has failed with CANCELLED, and is undone.",
            "It may be asked again. Exits with 0 when it has failed or is undone, now or before, and 1 when there is no",
            "such order or it is settled."
        })
public class CancelCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private Asked asked;

    private final Operator operator;

    CancelCommand(Operator operator) {
        this.operator = operator;
    }

    @Override
    public Integer call() {
        return operator.cancel(asked.uuid(), asked.reason()).tell(spec.commandLine());
    }
}
