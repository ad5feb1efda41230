package dev.ordersaga.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.StreamSupport;

/**
 * Something that a run has to show.
 *
 * @param measured empty when the run did not measure it
 * @param atMost whether the limit is the most it may be; else it is the least
 */
record Promise(String what, OptionalDouble measured, boolean atMost, double limit) {

    /** The rate at which an order is alone most of the time. */
    private static final String SLOW = "20";

    /** How much more an order among the most may take than one among the fewest and still count as the same. */
    private static final double FLAT = 1.25;

    /** All that is promised, with what this run measured of it. */
    static List<Promise> all(JsonNode run) {
        var spread = run.path("spread");
        var hot = run.path("hot");
        var latency = run.path("latency").path(SLOW);
        var cost = run.path("cost");
        var promises = new ArrayList<Promise>();
        promises.add(atLeast("completed/s of the ceiling, spread over 100 items", of(spread, "of_ceiling"), 0.5));
        promises.add(atLeast("completed/s of the ceiling, on one item", of(hot, "of_ceiling"), 0.4));
        promises.add(atLeast("on one item, times the textbook's best", of(hot, "over_textbook"), 5));
        promises.add(atMost(
                "POST to final message at 20 orders/s, p50, times the emulator's hops",
                times(latency, "final_p50_ms", "hops_p50_ms"),
                1.5));
        promises.add(atMost(
                "POST to final message at 20 orders/s, p99, times the emulator's hops",
                times(latency, "final_p99_ms", "hops_p50_ms"),
                3));
        promises.add(atMost("writes per order", of(cost, "writes"), 8.2));
        promises.add(atMost("reads per order", of(cost, "reads"), 5));
        promises.add(atMost("deletes per order", of(cost, "deletes"), 0));
        promises.add(atLeast(
                "completed/s of three instances, of what one does",
                of(run.path("instances").path("3"), "of_one"),
                0.7));
        promises.add(atMost("seconds until all services are ready", of(run, "start_s"), 12));
        promises.add(atMost("MB resident after load, the largest service", most(run.path("rss_mb")), 250));
        promises.add(atMost(
                "time per order at the most orders, of that at the fewest",
                growth(run.path("series"), "seconds"),
                FLAT));
        promises.add(atMost(
                "operations per order at the most orders, of those at the fewest",
                perOrderGrowth(run.path("series")),
                FLAT));
        return List.copyOf(promises);
    }

    boolean holds() {
        return measured.isPresent() && (atMost ? measured.getAsDouble() <= limit : measured.getAsDouble() >= limit);
    }

    private static Promise atMost(String what, OptionalDouble measured, double limit) {
        return new Promise(what, measured, true, limit);
    }

    private static Promise atLeast(String what, OptionalDouble measured, double limit) {
        return new Promise(what, measured, false, limit);
    }

    private static OptionalDouble of(JsonNode node, String name) {
        return node.path(name).isNumber() ? OptionalDouble.of(node.path(name).asDouble()) : OptionalDouble.empty();
    }

    private static OptionalDouble times(JsonNode node, String name, String base) {
        var whole = of(node, name);
        var part = of(node, base);
        return whole.isPresent() && part.isPresent()
                ? OptionalDouble.of(whole.getAsDouble() / part.getAsDouble())
                : OptionalDouble.empty();
    }

    private static OptionalDouble most(JsonNode numbers) {
        return StreamSupport.stream(numbers.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .max();
    }

    /** How much more of it an order takes in the longest run of a series than in the shortest. */
    private static OptionalDouble growth(JsonNode series, String name) {
        if (series.size() < 2) {
            return OptionalDouble.empty();
        }
        var last = series.get(series.size() - 1);
        return OptionalDouble.of(perOrder(last, name) / perOrder(series.get(0), name));
    }

    private static OptionalDouble perOrderGrowth(JsonNode series) {
        return series.size() < 2
                ? OptionalDouble.empty()
                : OptionalDouble.of(series.get(series.size() - 1)
                                .path("operations_per_order")
                                .asDouble()
                        / series.get(0).path("operations_per_order").asDouble());
    }

    private static double perOrder(JsonNode run, String name) {
        return run.path(name).asDouble() / run.path("orders").asDouble();
    }
}
