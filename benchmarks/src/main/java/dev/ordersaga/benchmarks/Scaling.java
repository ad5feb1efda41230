package dev.ordersaga.benchmarks;

import dev.ordersaga.localstack.Emulators;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The same load on one, two and more instances of each service, in rounds: what a machine does differs from one quarter
 * of an hour to the next, so that each number is compared to one instance of its own round, on the same emulators. These
 * get warmer meanwhile, and so each number is once the first. Each run has a shop without orders, since the emulator walks
 * over all there is. The services run as {@code make up} has them, with the quick compiler alone: with both, 15 processes
 * on a few cores do little else than compile.
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
        var numbers = new ArrayList<>(plan.instances());
        Collections.rotate(numbers, -round);
        out.printf("instances, round %d of %d%n", round + 1, plan.rounds());
        try (var emulators = Emulators.tethered(dir.resolve("emulators"))) {
            Ceiling.warmUp(emulators, plan.orders());
            var runs = new TreeMap<Integer, Run>();
            for (int number : numbers) {
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
