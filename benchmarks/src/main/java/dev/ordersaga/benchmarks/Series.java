package dev.ordersaga.benchmarks;

import dev.ordersaga.localstack.Emulators;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One system that takes more and more orders in a row: what an order takes must not grow with them. */
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
            shop.rush(Goods.SPREAD, plan.orders());
            var points = new ArrayList<Results.Point>();
            for (int orders : plan.series()) {
                var point = point(shop.rush(Goods.SPREAD, orders), shop);
                out.printf(
                        "  %d orders: %.0f/s completed, %.0f MB, %.1f documents read or written for each%n",
                        orders, point.completedPerS(), point.rssMb(), point.operationsPerOrder());
                points.add(point);
            }
            shop.audit();
            out.println("  audit: nothing wrong");
            return List.copyOf(points);
        }
    }

    private static Results.Point point(Run run, Shop shop) {
        return new Results.Point(
                run.orders(),
                run.seconds(),
                run.completedPerS(),
                shop.residentMb().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum(),
                run.reads(),
                run.writes(),
                run.reads() + run.writes() + run.deletes(),
                run.allCpuPer1000());
    }
}
