package dev.ordersaga.benchmarks;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The figures of a run for people at a terminal. */
record Table(Results results) {

    String text() {
        return Stream.of(
                        Stream.of(results.form(), results.machine(), ""),
                        throughput(),
                        latency(),
                        cost(),
                        size(),
                        instances(),
                        series())
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }

    private Stream<String> throughput() {
        var textbook = results.textbook();
        return Stream.of(
                line("%-24s %10s %12s %8s %8s %8s", "orders/s", "accepted", "completed", "ceiling", "again", "put off"),
                line("%-24s %10s %12.0f", "ceiling", "", results.ceilingPerS()),
                throughput("spread over 100 items", results.spread()),
                throughput("on one item", results.hot().throughput()),
                line("%-24s %10s %12.1f", "textbook, at its best", "", textbook.bestPerS()),
                line("%-24s %10s %12.1f", "textbook, 8 at once", "", textbook.at8PerS()),
                line("on one item: %.1f times the textbook", results.hot().overTextbook()),
                "",
                line("%-24s %10s %12s", "CPU s per 1,000 orders", "spread", "one item"),
                cpu(),
                "");
    }

    private static String throughput(String name, Results.Throughput run) {
        return line(
                "%-24s %10.0f %12.0f %8.2f %7.1f%% %8.0f",
                name,
                run.acceptedPerS(),
                run.completedPerS(),
                run.ofCeiling(),
                100 * run.publishedAgain(),
                run.putOff());
    }

    private String cpu() {
        var hot = results.hot().throughput().cpuPer1000();
        return results.spread().cpuPer1000().entrySet().stream()
                .map(each -> line(
                        "  %-22s %10.2f %12.2f", each.getKey(), each.getValue(), hot.getOrDefault(each.getKey(), 0.0)))
                .collect(Collectors.joining("\n"));
    }

    private Stream<String> latency() {
        var heading = line(
                "%-24s %8s %8s %8s %8s %8s %8s %8s",
                "latency in ms, orders/s", "POST p50", "p99", "max", "final p50", "p99", "max", "hops");
        var rows = results.latency().entrySet().stream().map(each -> {
            var at = each.getValue();
            return line(
                    "  %-22d %8.1f %8.1f %8.1f %9.1f %8.1f %8.1f %8.1f",
                    each.getKey(),
                    at.postP50Ms(),
                    at.postP99Ms(),
                    at.postMaxMs(),
                    at.finalP50Ms(),
                    at.finalP99Ms(),
                    at.finalMaxMs(),
                    at.hopsP50Ms());
        });
        return Stream.concat(Stream.of(heading), Stream.concat(rows, Stream.of("")));
    }

    private Stream<String> cost() {
        var cost = results.cost();
        return Stream.of(
                line(
                        "an order: %.2f writes, %.2f reads, %.2f deletes; %.2f messages published, %.2f delivered, %.0f bytes",
                        cost.writes(), cost.reads(), cost.deletes(), cost.messages(), cost.deliveries(), cost.bytes()),
                line("a million orders: %.2f USD", cost.usdPerMillion()),
                "");
    }

    private Stream<String> size() {
        return Stream.of(
                line("all services ready after %.1f s", results.startS()),
                "MB resident after load: " + listed(results.rssMb()),
                "");
    }

    private static String listed(Map<String, Double> numbers) {
        return numbers.entrySet().stream()
                .map(each -> line("%s %.0f", each.getKey(), each.getValue()))
                .collect(Collectors.joining(", "));
    }

    private Stream<String> instances() {
        return results.instances().entrySet().stream()
                .map(each -> line(
                        "%d of each service: %.0f/s completed, %.2f of one, %.1f conflicts per 1,000 orders",
                        each.getKey(),
                        each.getValue().completedPerS(),
                        each.getValue().ofOne(),
                        each.getValue().conflictsPer1000()));
    }

    private Stream<String> series() {
        return results.series().stream()
                .map(each -> line(
                        "%,8d orders in a row: %.2f ms each, %.0f MB, %.2f reads and writes each, %.2f CPU s per 1,000",
                        each.orders(),
                        1_000 * each.seconds() / each.orders(),
                        each.rssMb(),
                        each.operationsPerOrder(),
                        each.cpuPer1000()));
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
