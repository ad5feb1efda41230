package dev.ordersaga.benchmarks;

import dev.ordersaga.localstack.Emulators;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * How many orders a second the two emulators and this machine could take at all: one process writes the documents and
 * moves the messages that so many orders need, and does nothing else.
 */
final class Ceiling {

    private static final List<Integer> BATCHES = List.of(100, 200, 400);

    /** The sweep goes on beyond the first three only as long as more streams bring more. */
    private static final List<Integer> STREAMS = List.of(1, 2, 4, 8, 16);

    private static final int STREAMS_ANYHOW = 4;

    /** A point of the sweep is shorter than the run that counts, but long enough to tell good from bad. */
    private static final int SAMPLE_MIN = 2_000;

    private static final int FINALISTS = 2;

    /**
     * What was found.
     *
     * @param perSecond the best of the runs with all orders
     * @param sweep every run, warm-up aside
     */
    record Result(double perSecond, List<Point> sweep) {}

    /**
     * One run.
     *
     * @param batch orders per commit
     * @param streams lanes of documents, and streams from each subscription
     */
    record Point(int batch, int streams, int orders, double perSecond) {}

    private Ceiling() {}

    /** Sweeps with some of the orders, and has the best go again with all of them. */
    static Result measure(Emulators emulators, int orders, PrintStream out) {
        int sample = Math.min(orders, Math.max(SAMPLE_MIN, orders / 10));
        run(emulators, BATCHES.get(0), STREAMS.get(1), sample);
        var sweep = new ArrayList<Point>();
        for (int streams : STREAMS) {
            if (!worthTrying(streams, sweep)) {
                break;
            }
            for (int batch : BATCHES) {
                sweep.add(told(run(emulators, batch, streams, sample), out));
            }
        }
        var finals = best(sweep, FINALISTS).stream()
                .map(point -> told(run(emulators, point.batch(), point.streams(), orders), out))
                .toList();
        sweep.addAll(finals);
        return new Result(best(finals, 1).get(0).perSecond(), List.copyOf(sweep));
    }

    /** Has the emulators work as hard as when they are measured. */
    static void warmUp(Emulators emulators, int orders) {
        run(emulators, BATCHES.get(1), STREAMS.get(2), orders);
    }

    /** A best at the edge of a sweep is not known to be the best. */
    static boolean worthTrying(int streams, List<Point> sweep) {
        return streams <= STREAMS_ANYHOW || best(sweep, 1).get(0).streams() == streams / 2;
    }

    /** The fastest, in falling order. */
    static List<Point> best(List<Point> points, int count) {
        return points.stream()
                .sorted(Comparator.comparingDouble(Point::perSecond).reversed())
                .limit(count)
                .toList();
    }

    /** Each run has a project of its own and leaves nothing, so that none pays for another. */
    private static Point run(Emulators emulators, int batch, int streams, int orders) {
        var project = "ceiling-" + UUID.randomUUID();
        try (var clients = Clients.of(emulators, project);
                var lanes = new Lanes(clients, batch, streams)) {
            return new Point(batch, streams, orders, lanes.run(orders));
        } finally {
            Wipe.project(emulators, project);
        }
    }

    private static Point told(Point point, PrintStream out) {
        out.printf(
                "  ceiling: %d orders, batches of %d, %d streams: %.0f/s%n",
                point.orders(), point.batch(), point.streams(), point.perSecond());
        return point;
    }
}
