package dev.ordersaga.datainit;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "topics", mixinStandardHelpOptions = true, description = "Makes the topics that are missing.")
class TopicsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    private final Provisioning provisioning;

    TopicsCommand(Provisioning provisioning) {
        this.provisioning = provisioning;
    }

    @Override
    public Integer call() {
        provisioning.topics(spec.commandLine().getOut());
        return 0;
    }
}
