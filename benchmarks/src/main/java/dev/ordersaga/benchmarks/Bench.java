package dev.ordersaga.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Measures how fast the whole system is on this machine, and how fast it could be. */
public final class Bench {

    private static final Path TARGET = Path.of("benchmarks", "target");

    private final Plan plan;
    private final Path dir;
    private final PrintStream out;

    Bench(Plan plan, Path dir, PrintStream out) {
        this.plan = plan;
        this.dir = dir;
        this.out = out;
    }

    /** Takes the number of orders, if not 20,000. Exits with 1 when a promise was broken or an order got lost. */
    public static void main(String[] args) throws IOException {
        var plan = Plan.of(args.length > 0 ? Integer.parseInt(args[0]) : Plan.ORDERS);
        try {
            new Bench(plan, TARGET, System.out).run();
            System.exit(0);
        } catch (RuntimeException e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    /** Measures, tells of it, and leaves {@code bench.json}. */
    Results run() throws IOException {
        long began = System.nanoTime();
        out.println(plan.words());
        var rounds = new ArrayList<Round>();
        for (int number = 1; number <= plan.rounds(); number++) {
            out.printf("round %d of %d%n", number, plan.rounds());
            rounds.add(Round.measure(plan, dir.resolve("round-" + number), out));
        }
        // What follows takes long: what is known before it is not lost with it.
        var known = dir.resolve("rounds.json");
        Results.of(plan, rounds, List.of(), List.of()).write(known);
        var instances = Scaling.measure(plan, dir.resolve("instances"), out);
        Results.of(plan, rounds, instances, List.of()).write(known);
        var json = dir.resolve("bench.json");
        var results = Results.of(plan, rounds, instances, Series.measure(plan, dir.resolve("series"), out));
        results.write(json);
        out.printf(
                "%n%s%n%nmeasured in %d s; all of it is in %s%n",
                new Table(results).text(),
                Duration.ofNanos(System.nanoTime() - began).toSeconds(),
                json);
        return results;
    }
}
