package dev.ordersaga.benchmarks;

import dev.ordersaga.localstack.Emulators;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The same load on one, two and more instances of each service, in rounds: what a machine does differs from one quarter
 * of an hour to the next, so that each number has a run in each round, and each round emulators of its own. These get
 * warmer and fuller meanwhile, and so the order changes from round to round. Each run has a shop without orders in a
 * project of its own, since the emulator walks over all there is in a project. The services run as {@code make up} has
 * them, with the quick compiler alone: with both, 15 processes on a few cores do little else than compile.
 */
final class Scaling {

    private Scaling() {}

    /** The runs of each round by the number of instances. */
    static List<Map<Integer, Run>> measure(Plan plan, Path dir, PrintStream out) {
        if (plan.instances().isEmpty()) {
            return List.of();
        }
        return IntStream.range(0, plan.rounds())
                .mapToObj(round -> round(plan, round, dir.resolve("round-" + (round + 1)), out))
                .toList();
    }

    private static Map<Integer, Run> round(Plan plan, int round, Path dir, PrintStream out) {
        out.printf("instances, round %d of %d%n", round + 1, plan.rounds());
        try (var emulators = Emulators.tethered(dir.resolve("emulators"))) {
            Ceiling.warmUp(emulators, plan.orders());
            var runs = new TreeMap<Integer, Run>();
            for (int number : plan.instances(round)) {
                runs.put(number, run(plan, number, emulators, dir.resolve("services-" + number), out));
            }
            return runs;
        }
    }

    private static Run run(Plan plan, int instances, Emulators emulators, Path dir, PrintStream out) {
        try (var shop = Shop.open(dir, emulators, instances)) {
            for (int number = 1; number <= instances; number++) {
                shop.startOneMore();
            }
            // Each of them compiles for itself.
            shop.rushInLots(Goods.SPREAD, instances * plan.orders() / 2, plan.instanceOrders());
            var run = Round.told(
                    instances + " of each service", shop.rushAfresh(Goods.SPREAD, plan.instanceOrders()), out);
            shop.audit();
            out.println("  audit: nothing wrong");
            return run;
        }
    }
}
