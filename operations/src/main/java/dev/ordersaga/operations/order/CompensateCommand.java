package dev.ordersaga.operations.order;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Has an order undone, and waits until it is. */
@Command(
        name = "compensate",
        mixinStandardHelpOptions = true,
        description = {
            "Reports the failure of an order on the error topic, as somebody outside does, and waits until it is undone.",
            "A complete order is undone too. It may be asked again. Exits with 0 when it is undone, now or before, and 1",
            "when that takes longer, there is no such order, or it is settled."
        })
public class CompensateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private Asked asked;

    private final Operator operator;

    CompensateCommand(Operator operator) {
        this.operator = operator;
    }

    @Override
    public Integer call() {
        return operator.compensate(asked.uuid(), asked.reason()).tell(spec.commandLine());
    }
}
