package dev.ordersaga.benchmarks;

import dev.ordersaga.localstack.Emulators;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One system that takes more and more orders in a row: what an order takes must not grow with them. The services live on
 * from the first order to the last. The database is emptied before each lot of at most as many orders as a round's load:
 * the emulator walks over all there is for each query and keeps it in memory, every former state of it included, which
 * would be measured instead.
 */
final class Series {

    private Series() {}

    static List<Results.Point> measure(Plan plan, Path dir, PrintStream out) {
        if (plan.series().isEmpty()) {
            return List.of();
        }
        out.println("series");
        try (var emulators = Emulators.tethered(dir.resolve("emulators"));
                var shop = Shop.open(dir.resolve("services"), emulators, 1, Shop.BOTH_COMPILERS)) {
            shop.startOneMore();
            // In small lots: cold services would be behind for minutes with all of it.
            shop.rushInLots(Goods.SPREAD, plan.orders(), plan.warmUp());
            var points = new ArrayList<Results.Point>();
            for (int orders : plan.series()) {
                var lots = shop.rushInLots(Goods.SPREAD, orders, plan.orders());
                var point = Results.Point.of(lots, shop.residentMb(), shop.queryMs());
                out.printf(
                        "  %d orders: %.0f/s completed, %.0f MB, %.1f documents read or written for each, %.0f ms for a query in the end%n",
                        orders, point.completedPerS(), point.rssMb(), point.operationsPerOrder(), point.queryMs());
                points.add(point);
            }
            shop.audit();
            out.println("  audit: nothing wrong");
            return List.copyOf(points);
        }
    }
}
