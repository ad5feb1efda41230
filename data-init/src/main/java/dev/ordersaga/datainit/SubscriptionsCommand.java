package dev.ordersaga.datainit;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "subscriptions",
        mixinStandardHelpOptions = true,
        description = "Makes the subscriptions that are missing, and the topics they need.")
class SubscriptionsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    private final Provisioning provisioning;

    SubscriptionsCommand(Provisioning provisioning) {
        this.provisioning = provisioning;
    }

    @Override
    public Integer call() {
        provisioning.subscriptions(spec.commandLine().getOut());
        return 0;
    }
}
