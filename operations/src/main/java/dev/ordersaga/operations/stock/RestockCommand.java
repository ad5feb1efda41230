package dev.ordersaga.operations.stock;

import dev.ordersaga.flow.Names;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.Time;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts units of an item into stock, or takes them out. */
@Command(
        name = "restock",
        mixinStandardHelpOptions = true,
        description = {
            "Puts units of an item into stock, or takes them out, while orders flow: quantity and stocked move together.",
            "What is reserved stays reserved, and quantity is never less than 0. Asked twice, it is done twice.",
            "Exits with 0 when done, 1 when it was not, 3 when that is not known."
        })
public class RestockCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "ITEM", converter = ItemName.class, description = "The item.")
    private String item;

    @Option(
            names = "--quantity",
            paramLabel = "UNITS",
            required = true,
            converter = WholeNumber.Units.class,
            description = "So many are put in; with a minus, taken out.")
    private long quantity;

    @Option(
            names = "--price",
            converter = WholeNumber.Price.class,
            description = "What a unit costs from now on. A new item needs one.")
    private Optional<Long> price;

    private final Shelves shelves;

    RestockCommand(Names names, Documents documents, Time time) {
        this.shelves = new Shelves(names, documents, time);
    }

    @Override
    public Integer call() {
        return shelves.restock(item, quantity, price).await().atMost(PATIENCE).tell(spec.commandLine());
    }
}
