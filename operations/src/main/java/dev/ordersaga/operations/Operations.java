package dev.ordersaga.operations;

import dev.ordersaga.operations.order.CancelCommand;
import dev.ordersaga.operations.order.CompensateCommand;
import dev.ordersaga.operations.order.ExplainCommand;
import dev.ordersaga.operations.order.RetryCommand;
import dev.ordersaga.operations.order.StatusCommand;
import dev.ordersaga.operations.stock.PriceCommand;
import dev.ordersaga.operations.stock.RestockCommand;
import dev.ordersaga.runtime.CommandLines;
import io.quarkus.picocli.runtime.PicocliCommandLineFactory;
import io.quarkus.picocli.runtime.annotations.TopCommand;
import jakarta.enterprise.inject.Produces;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** What an operator asks of a running system. */
@TopCommand
@Command(
        name = "operations",
        mixinStandardHelpOptions = true,
        description = {
            "What an operator asks of a running system.",
            "Exits with 0 when done, 1 when something failed, 2 when not asked properly,",
            "3 when it is not known whether stock or a price was changed."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            StatusCommand.class,
            ExplainCommand.class,
            RetryCommand.class,
            CancelCommand.class,
            CompensateCommand.class,
            RestockCommand.class,
            PriceCommand.class,
            AuditCommand.class,
            DeadLettersCommand.class,
            ReplayCommand.class,
            WatchCommand.class,
            HelpCommand.class
        })
class Operations {

    @Produces
    static CommandLine commandLine(PicocliCommandLineFactory factory) {
        return CommandLines.plain(factory.create());
    }
}
