package dev.ordersaga.benchmarks;

import dev.ordersaga.localstack.Emulators;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The same load on one, two and more instances of each service. Each number has emulators of its own, as warm as the
 * others', and each run a shop without orders: more instances ask more of an emulator that walks over all there is. The
 * services run as {@code make up} has them, with the quick compiler alone: with both, 15 processes on a few cores do
 * little else than compile.
 */
final class Scaling {

    private Scaling() {}

    /** The runs by the number of instances. */
    static Map<Integer, List<Run>> measure(Plan plan, Path dir, PrintStream out) {
        var runs = new TreeMap<Integer, List<Run>>();
        for (int number : plan.instances()) {
            runs.put(number, measure(plan, number, dir.resolve(Integer.toString(number)), out));
        }
        return runs;
    }

    private static List<Run> measure(Plan plan, int instances, Path dir, PrintStream out) {
        try (var emulators = Emulators.tethered(dir.resolve("emulators"))) {
            Ceiling.warmUp(emulators, plan.orders());
            try (var shop = Shop.open(dir.resolve("services"), emulators, instances)) {
                for (int number = 1; number <= instances; number++) {
                    shop.startOneMore();
                }
                // Each of them compiles for itself.
                shop.rushInLots(Goods.SPREAD, instances * plan.orders() / 2, plan.instanceOrders());
                var runs = IntStream.range(0, plan.rounds())
                        .mapToObj(round -> Round.told(
                                instances + " of each service",
                                shop.rushAfresh(Goods.SPREAD, plan.instanceOrders()),
                                out))
                        .toList();
                shop.audit();
                out.println("  audit: nothing wrong");
                return runs;
            }
        }
    }
}
