package dev.ordersaga.datainit;

import dev.ordersaga.runtime.CommandLines;
import io.quarkus.picocli.runtime.PicocliCommandLineFactory;
import io.quarkus.picocli.runtime.annotations.TopCommand;
import jakarta.enterprise.inject.Produces;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes what is missing of topics, subscriptions and seed data; what is there stays as it is. */
@TopCommand
@Command(
        name = "data-init",
        mixinStandardHelpOptions = true,
        description = {
            "Makes what is missing of topics, subscriptions and seed data; what is there stays as it is.",
            "Without a command, all three. Exits with 0 when done, 1 when something failed, 2 when not asked properly."
        },
        subcommands = {TopicsCommand.class, SubscriptionsCommand.class, DataCommand.class, HelpCommand.class})
class DataInit implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private WipeOptions wipe;

    private final Provisioning provisioning;
    private final ShopData data;

    DataInit(Provisioning provisioning, ShopData data) {
        this.provisioning = provisioning;
        this.data = data;
    }

    @Produces
    static CommandLine commandLine(PicocliCommandLineFactory factory) {
        return CommandLines.plain(factory.create());
    }

    @Override
    public Integer call() {
        wipe.check(spec, data.target());
        var out = spec.commandLine().getOut();
        provisioning.subscriptions(out);
        if (wipe.asked()) {
            data.wipe(out);
        }
        data.seed(out);
        return 0;
    }
}
