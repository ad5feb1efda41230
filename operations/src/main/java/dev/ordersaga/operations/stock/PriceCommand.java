package dev.ordersaga.operations.stock;

import dev.ordersaga.flow.Names;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.Time;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Changes what a unit of an item costs. */
@Command(
        name = "price",
        mixinStandardHelpOptions = true,
        description = {
            "Changes what a unit of an item costs from now on. Orders that are reserved already keep their price.",
            "It may be asked again. Exits with 0 when done, 1 when it was not, 3 when that is not known."
        })
public class PriceCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "ITEM", converter = ItemName.class, description = "The item.")
    private String item;

    @Parameters(
            index = "1",
            paramLabel = "PRICE",
            converter = WholeNumber.Price.class,
            description = "A whole number, 0 or more.")
    private long price;

    private final Shelves shelves;

    PriceCommand(Names names, Documents documents, Time time) {
        this.shelves = new Shelves(names, documents, time);
    }

    @Override
    public Integer call() {
        return shelves.price(item, price).await().atMost(PATIENCE).tell(spec.commandLine());
    }
}
