package dev.ordersaga.benchmarks;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * All figures of a run, as {@code bench.json} has them.
 *
 * @param form what a reader must know of them, in words
 * @param latency by orders a second
 * @param startS seconds until all services were ready
 * @param rssMb megabytes of each service after load
 * @param instances by their number
 */
record Results(
        int orders,
        int rounds,
        String form,
        String machine,
        double ceilingPerS,
        Throughput spread,
        Hot hot,
        Textbook textbook,
        Map<Integer, Latency> latency,
        Cost cost,
        double startS,
        Map<String, Double> rssMb,
        Map<Integer, Instances> instances,
        List<Point> series) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /**
     * Orders over a hundred items.
     *
     * @param publishedAgain the share of orders of which an event was said once more
     * @param putOff how often a customer had to come again
     */
    record Throughput(
            double acceptedPerS,
            double completedPerS,
            double ofCeiling,
            double publishedAgain,
            double putOff,
            @JsonProperty("conflicts_per_1000") double conflictsPer1000,
            @JsonProperty("cpu_s_per_1000") Map<String, Double> cpuPer1000) {}

    /** Orders of one item. */
    record Hot(@JsonUnwrapped Throughput throughput, double overTextbook) {}

    /** One transaction per message. */
    record Textbook(
            double bestPerS,
            double bestConcurrency,
            @JsonProperty("at_8_per_s") double at8PerS) {}

    /** Milliseconds from the moment an order was to be sent, and of the emulators' own part. */
    record Latency(
            long orders,
            double postP50Ms,
            double postP99Ms,
            double postMaxMs,
            double finalP50Ms,
            double finalP99Ms,
            double finalMaxMs,
            double hopsP50Ms,
            double commitP50Ms,
            double readP50Ms,
            double deliverP50Ms,
            int putOff) {}

    /** Of an order that completes; messages are those published. */
    record Cost(
            double writes,
            double reads,
            double deletes,
            double messages,
            double deliveries,
            double bytes,
            double usdPerMillion) {}

    /**
     * The same load with so many instances of each service.
     *
     * @param commitsPer1000 tried, of all services
     * @param emulatorsCpuPer1000 seconds of both emulators for 1,000 orders
     * @param cpuPer1000 seconds of all processes for 1,000 orders
     * @param cpuByService the same, of all instances of each service together, and of the emulators
     * @param switchesByService how often their threads gave up the processor for an order, as far as the system tells
     */
    record Instances(
            double completedPerS,
            double ofOne,
            @JsonProperty("conflicts_per_1000") double conflictsPer1000,
            @JsonProperty("commits_per_1000") double commitsPer1000,
            double reads,
            @JsonProperty("emulators_cpu_s_per_1000") double emulatorsCpuPer1000,
            @JsonProperty("cpu_s_per_1000") double cpuPer1000,
            @JsonProperty("cpu_s_per_1000_by_service") Map<String, Double> cpuByService,
            @JsonProperty("switches_per_order_by_service") Map<String, Double> switchesByService) {}

    /**
     * So many orders in a row, on a system that has taken those of the points before.
     *
     * @param rssMb megabytes of all services together
     * @param queryMs milliseconds of the emulator for a query that finds nothing, after the last of them
     */
    record Point(
            int orders,
            double seconds,
            double completedPerS,
            double rssMb,
            double reads,
            double writes,
            double operationsPerOrder,
            @JsonProperty("cpu_s_per_1000") double cpuPer1000,
            double queryMs) {

        /** What these lots took together, one after the other. */
        static Point of(List<Run> lots, Map<String, Double> rssMb, double queryMs) {
            int orders = lots.stream().mapToInt(Run::orders).sum();
            double seconds = lots.stream().mapToDouble(Run::seconds).sum();
            double reads = perOrder(lots, Run::reads);
            double writes = perOrder(lots, Run::writes);
            return new Point(
                    orders,
                    seconds,
                    orders / seconds,
                    rssMb.values().stream().mapToDouble(Double::doubleValue).sum(),
                    reads,
                    writes,
                    reads + writes + perOrder(lots, Run::deletes),
                    perOrder(lots, Run::allCpuPer1000),
                    queryMs);
        }

        /** The mean over all orders of what is known by lot. */
        private static double perOrder(List<Run> lots, ToDoubleFunction<Run> each) {
            return lots.stream()
                            .mapToDouble(lot -> each.applyAsDouble(lot) * lot.orders())
                            .sum()
                    / lots.stream().mapToInt(Run::orders).sum();
        }
    }

    /**
     * The medians of these rounds, and of those with several instances; the series was measured once. A ratio to the
     * ceiling or the textbook is the median of each round's own, since a machine is not equally fast throughout. That to one
     * instance is of the medians: within a round the numbers have their places, and only the medians have them all alike.
     */
    static Results of(Plan plan, List<Round> rounds, List<Map<Integer, Run>> instances, List<Point> series) {
        return new Results(
                plan.orders(),
                plan.rounds(),
                plan.words(),
                thisMachine(),
                Medians.of(rounds, Round::ceilingPerS),
                throughput(rounds, Round::spread),
                new Hot(
                        throughput(rounds, Round::hot),
                        Medians.of(
                                rounds,
                                round -> round.hot().completedPerS()
                                        / round.textbook().bestPerSecond())),
                new Textbook(
                        Medians.of(rounds, round -> round.textbook().bestPerSecond()),
                        Medians.of(rounds, round -> round.textbook().bestConcurrency()),
                        Medians.of(rounds, round -> round.textbook().at8PerSecond())),
                latency(plan, rounds),
                cost(rounds.stream().map(Round::spread).toList()),
                Medians.of(rounds, Round::startS),
                Medians.byName(rounds, Round::rssMb),
                instances(instances),
                series);
    }

    private static String thisMachine() {
        return "%d cores, %s %s, Java %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        Runtime.version().feature());
    }

    private static Throughput throughput(List<Round> rounds, Function<Round, Run> load) {
        var runs = rounds.stream().map(load).toList();
        return new Throughput(
                Medians.of(runs, Run::acceptedPerS),
                Medians.of(runs, Run::completedPerS),
                Medians.of(rounds, round -> load.apply(round).completedPerS() / round.ceilingPerS()),
                Medians.of(runs, Run::publishedAgainShare),
                Medians.of(runs, Run::putOff),
                Medians.of(runs, Run::conflictsPer1000),
                Medians.byName(runs, Run::cpuPer1000));
    }

    private static Map<Integer, Latency> latency(Plan plan, List<Round> rounds) {
        var found = new TreeMap<Integer, Latency>();
        for (int rate : plan.rates()) {
            found.put(
                    rate,
                    Stroll.together(rounds.stream()
                            .map(round -> round.latency().get(rate))
                            .toList()));
        }
        return found;
    }

    private static Cost cost(List<Run> runs) {
        double reads = Medians.of(runs, Run::reads);
        double writes = Medians.of(runs, Run::writes);
        double deletes = Medians.of(runs, Run::deletes);
        double published = Medians.of(runs, Run::published);
        double delivered = Medians.of(runs, Run::delivered);
        double bytes = Medians.of(runs, Run::bytes);
        return new Cost(
                writes,
                reads,
                deletes,
                published,
                delivered,
                bytes,
                Prices.usdPerMillion(reads, writes, deletes, published + delivered, bytes));
    }

    private static Map<Integer, Instances> instances(List<Map<Integer, Run>> rounds) {
        var found = new TreeMap<Integer, Instances>();
        for (int number : rounds.stream().findFirst().map(Map::keySet).orElse(Set.of())) {
            var runs = runs(rounds, number);
            found.put(
                    number,
                    new Instances(
                            Medians.of(runs, Run::completedPerS),
                            Medians.of(runs, Run::completedPerS) / Medians.of(runs(rounds, 1), Run::completedPerS),
                            Medians.of(runs, Run::conflictsPer1000),
                            Medians.of(runs, Run::commitsPer1000),
                            Medians.of(runs, Run::reads),
                            Medians.of(runs, Run::emulatorsCpuPer1000),
                            Medians.of(runs, Run::allCpuPer1000),
                            Medians.byName(runs, run -> Processes.byService(run.cpuPer1000())),
                            Medians.byName(runs, run -> Processes.byService(run.switches()))));
        }
        return found;
    }

    private static List<Run> runs(List<Map<Integer, Run>> rounds, int instances) {
        return rounds.stream().map(round -> round.get(instances)).toList();
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        JSON.writeValue(file.toFile(), this);
    }
}
