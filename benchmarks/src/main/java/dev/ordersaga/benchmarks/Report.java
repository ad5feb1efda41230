package dev.ordersaga.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ordersaga.benchmarks.Plot.Bar;
import dev.ordersaga.benchmarks.Plot.Dot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Makes {@code docs/performance.md} and its plots of what the last run has measured. */
public final class Report {

    /** What people write below this line stays when the page is made anew. */
    static final String BY_HAND = "<!-- From here on by hand: make bench-report leaves it as it is. -->";

    private static final String PAGE = "performance.md";

    private final JsonNode run;

    Report(JsonNode run) {
        this.run = run;
    }

    /** Reads {@code benchmarks/target/bench.json} and writes into {@code docs}, or the paths given for the two. */
    public static void main(String[] args) throws IOException {
        var json = Path.of(args.length > 0 ? args[0] : "benchmarks/target/bench.json");
        var docs = Path.of(args.length > 1 ? args[1] : "docs");
        if (!Files.exists(json)) {
            System.err.println("Nothing was measured yet: " + json + " is missing. First: make bench");
            System.exit(1);
        }
        new Report(new ObjectMapper().readTree(json.toFile())).write(docs);
    }

    void write(Path docs) throws IOException {
        var page = docs.resolve(PAGE);
        var byHand = Files.exists(page) ? byHand(Files.readString(page)) : "";
        var images = Files.createDirectories(docs.resolve("images"));
        for (var plot : plots().entrySet()) {
            Files.writeString(images.resolve(plot.getKey()), plot.getValue());
        }
        Files.writeString(page, page() + "\n" + BY_HAND + "\n" + byHand);
    }

    private static String byHand(String page) {
        int at = page.indexOf(BY_HAND);
        return at < 0
                ? ""
                : page.substring(at + BY_HAND.length()).stripLeading().transform(kept -> "\n" + kept);
    }

    /** Each plot by the name of its file; those that nothing was measured for are left out. */
    Map<String, String> plots() {
        var plots = new LinkedHashMap<String, String>();
        plots.put("performance-throughput.svg", Plot.bars("Orders completed", "/s", throughput()));
        plots.put("performance-latency.svg", Plot.bars("From POST to the final message", "ms", latency()));
        if (!run.path("instances").isEmpty()) {
            plots.put("performance-instances.svg", Plot.bars("Instances of each service", "/s", instances()));
        }
        if (run.path("series").size() > 1) {
            plots.put("performance-time.svg", curve("Time", "ms per order", this::msPerOrder));
            plots.put("performance-memory.svg", curve("Memory of all services", "MB", each -> number(each, "rss_mb")));
            plots.put(
                    "performance-operations.svg",
                    curve("Documents read and written", "per order", each -> number(each, "operations_per_order")));
        }
        return plots;
    }

    String page() {
        return String.join(
                "\n",
                heading(),
                table("it must show", List.of("measured", "limit", ""), promises()),
                "## Throughput\n",
                image("throughput", "orders completed per second"),
                """
                The *ceiling* is one process that writes the documents and moves the messages that the same orders need,
                through the same emulators, and does nothing else: no HTTP, no decisions, and no commit waits for a message.
                It is the best of a sweep over batch sizes and numbers of streams. Each run of it, and each load, begins
                without orders, since the emulator walks over all there is for each query. *The textbook* is the inventory
                step alone, as one Firestore transaction for each message, all for one item. *Of the ceiling* is the median of
                each round's own ratio, as is what is said of the textbook: a machine is not equally fast throughout.
                """,
                table("orders", List.of("accepted/s", "completed/s", "of the ceiling", "published again"), loads()),
                table("CPU seconds for 1,000 orders", List.of("spread", "on one item"), cpu()),
                "## Latency\n",
                image("latency", "latency"),
                """
                Orders come at a fixed rate, whether or not those before them are through, and each counts from the moment it
                was to be sent: so nothing is hidden by a pause. *Hops* are the same commits, reads and deliveries at the same
                rate with nothing in between: what the emulators take for themselves. Both are measured after the warm-up and
                before the load: the emulator has no index, and the more there is, the more each query keeps it from the rest.
                """,
                table(
                        "orders/s",
                        List.of("POST p50", "p99", "max", "final p50", "p99", "max", "hops p50, ms"),
                        each(
                                "latency",
                                "post_p50_ms",
                                "post_p99_ms",
                                "post_max_ms",
                                "final_p50_ms",
                                "final_p99_ms",
                                "final_max_ms",
                                "hops_p50_ms")),
                "## Cost\n",
                table("per order that completes", List.of(""), cost()),
                "## Start and size\n",
                "From the packaged jars to all services ready, the emulators being up: %s s.\n"
                        .formatted(figure(run, "start_s")),
                table("service", List.of("MB resident after load"), sizes()),
                scaling(),
                growth());
    }

    /** Nothing where it was not measured. */
    private String scaling() {
        if (!plots().containsKey("performance-instances.svg")) {
            return "";
        }
        return String.join(
                "\n",
                "## Several instances\n",
                image("instances", "one, two and three"),
                """
                With the quick compiler alone, as `make up` has the services, because 15 processes on these cores would do
                little else than compile with both: so one instance is slower here than above. Each process is as warm as
                another, however many there are. In each round all numbers have their turn on the same emulators, and each has
                each place once.
                """,
                table(
                        "instances of each",
                        List.of(
                                "completed/s",
                                "of one",
                                "commits per 1,000 orders",
                                "lost",
                                "reads per order",
                                "CPU seconds per 1,000 orders",
                                "the emulators'"),
                        each(
                                "instances",
                                "completed_per_s",
                                "of_one",
                                "commits_per_1000",
                                "conflicts_per_1000",
                                "reads",
                                "cpu_s_per_1000",
                                "emulators_cpu_s_per_1000")),
                """
                Where that goes: the processor's seconds for 1,000 orders, of all instances together, and how often their
                threads fall asleep for one order, so that something has to wake them.
                """,
                table("all instances of", numbers("CPU seconds with ", "switches with "), workByService()));
    }

    private List<String> numbers(String... words) {
        return Stream.of(words)
                .flatMap(word -> entries(run.path("instances")).stream().map(each -> word + each.getKey()))
                .toList();
    }

    private List<List<String>> workByService() {
        var one = run.path("instances").path("1");
        return entries(one.path("cpu_s_per_1000_by_service")).stream()
                .map(Entry::getKey)
                .map(service -> Stream.concat(
                                Stream.of(service),
                                Stream.of("cpu_s_per_1000_by_service", "switches_per_order_by_service")
                                        .flatMap(figures -> entries(run.path("instances")).stream()
                                                .map(each ->
                                                        figure(each.getValue().path(figures), service))))
                        .toList())
                .toList();
    }

    private String heading() {
        return """
                # Performance

                Made by `make bench-report` of what `make bench` measured with %s orders (%s): everything in one run on one
                machine, warmed up, with both emulators and the load beside the services%s. Numbers from other machines are
                other numbers; what compares one to another here holds.
                """.formatted(figure(run, "orders"), words("machine", "a machine"), said());
    }

    /** What the run itself says a reader must know. */
    private String said() {
        return run.path("form").isTextual() ? ". It says of itself: *" + words("form", "") + "*" : "";
    }

    private String words(String name, String otherwise) {
        return run.path(name).asText(otherwise);
    }

    private List<List<String>> promises() {
        return Promise.all(run).stream()
                .map(promise -> List.of(
                        promise.what(),
                        promise.measured().isPresent()
                                ? Figures.of(promise.measured().getAsDouble())
                                : "not measured",
                        (promise.atMost() ? "at most " : "at least ") + Figures.of(promise.limit()),
                        promise.holds() ? "yes" : "**no**"))
                .toList();
    }

    private List<List<String>> loads() {
        var rows = new ArrayList<List<String>>();
        rows.add(compared("the ceiling", run, "ceiling_per_s"));
        rows.add(load("spread over 100 items", run.path("spread")));
        rows.add(load("on one item", run.path("hot")));
        rows.add(compared("the textbook at its best", run.path("textbook"), "best_per_s"));
        rows.add(compared("the textbook with 8 at once", run.path("textbook"), "at_8_per_s"));
        return rows;
    }

    private static List<String> compared(String name, JsonNode node, String perSecond) {
        return List.of(name, "", figure(node, perSecond), "", "");
    }

    private static List<String> load(String name, JsonNode load) {
        return List.of(
                name,
                figure(load, "accepted_per_s"),
                figure(load, "completed_per_s"),
                figure(load, "of_ceiling"),
                load.path("published_again").isNumber()
                        ? Figures.of(100 * number(load, "published_again")) + " %"
                        : "–");
    }

    private List<List<String>> cpu() {
        var hot = run.path("hot").path("cpu_s_per_1000");
        return entries(run.path("spread").path("cpu_s_per_1000")).stream()
                .map(each -> List.of(each.getKey(), Figures.of(each.getValue().asDouble()), figure(hot, each.getKey())))
                .toList();
    }

    private List<List<String>> cost() {
        var cost = run.path("cost");
        return List.of(
                List.of("documents written", figure(cost, "writes")),
                List.of("documents read", figure(cost, "reads")),
                List.of("documents deleted", figure(cost, "deletes")),
                List.of("messages published", figure(cost, "messages")),
                List.of("a million orders at list price, USD", figure(cost, "usd_per_million")));
    }

    private List<List<String>> sizes() {
        return entries(run.path("rss_mb")).stream()
                .map(each -> List.of(each.getKey(), Figures.of(each.getValue().asDouble())))
                .toList();
    }

    private List<List<String>> each(String name, String... fields) {
        return entries(run.path(name)).stream()
                .map(each -> {
                    var row = new ArrayList<>(List.of(each.getKey()));
                    for (var field : fields) {
                        row.add(figure(each.getValue(), field));
                    }
                    return List.copyOf(row);
                })
                .toList();
    }

    private String growth() {
        return plots().containsKey("performance-time.svg")
                ? String.join(
                        "\n",
                        "## Many orders\n",
                        image("time", "time per order"),
                        image("memory", "memory"),
                        image("operations", "operations per order"),
                        """
                        One system takes them all, one point after the other, and the services live on. Before each lot of at
                        most as many orders as a load above has, the database is emptied: the emulator has no index, and keeps
                        in memory whatever there ever was, so that more would measure its walk over that. What one of its
                        queries takes that finds nothing, after the last lot, is the last column.
                        """,
                        table(
                                "orders in a row",
                                List.of(
                                        "ms per order",
                                        "MB of all services",
                                        "documents read and written",
                                        "CPU seconds per 1,000 orders",
                                        "ms for a query"),
                                points()))
                : "";
    }

    private List<List<String>> points() {
        return series().map(each -> List.of(
                        figure(each, "orders"),
                        Figures.of(msPerOrder(each)),
                        figure(each, "rss_mb"),
                        figure(each, "operations_per_order"),
                        figure(each, "cpu_s_per_1000"),
                        figure(each, "query_ms")))
                .toList();
    }

    private List<Bar> throughput() {
        return List.of(
                Bar.other("ceiling", number(run, "ceiling_per_s")),
                Bar.ours("spread over 100 items", number(run.path("spread"), "completed_per_s")),
                Bar.ours("on one item", number(run.path("hot"), "completed_per_s")),
                Bar.other("textbook, at its best", number(run.path("textbook"), "best_per_s")),
                Bar.other("textbook, 8 at once", number(run.path("textbook"), "at_8_per_s")));
    }

    private List<Bar> latency() {
        var bars = new ArrayList<Bar>();
        for (var each : entries(run.path("latency"))) {
            bars.add(Bar.other(each.getKey() + "/s: hops, p50", number(each.getValue(), "hops_p50_ms")));
            bars.add(Bar.ours(each.getKey() + "/s: p50", number(each.getValue(), "final_p50_ms")));
            bars.add(Bar.ours(each.getKey() + "/s: p99", number(each.getValue(), "final_p99_ms")));
        }
        return bars;
    }

    private List<Bar> instances() {
        return entries(run.path("instances")).stream()
                .map(each -> Bar.ours(each.getKey(), number(each.getValue(), "completed_per_s")))
                .toList();
    }

    private String curve(String title, String unit, ToDoubleFunction<JsonNode> value) {
        var dots = series().map(each -> new Dot(number(each, "orders"), value.applyAsDouble(each)))
                .toList();
        return Plot.curve(title, unit, dots);
    }

    private Stream<JsonNode> series() {
        return StreamSupport.stream(run.path("series").spliterator(), false);
    }

    private double msPerOrder(JsonNode each) {
        return number(each, "seconds") * 1_000 / number(each, "orders");
    }

    private static List<Entry<String, JsonNode>> entries(JsonNode node) {
        return List.copyOf(node.properties());
    }

    private static double number(JsonNode node, String name) {
        return node.path(name).asDouble();
    }

    private static String figure(JsonNode node, String name) {
        return node.path(name).isNumber() ? Figures.of(node.path(name).asDouble()) : "–";
    }

    private static String image(String name, String words) {
        return "![%s](images/performance-%s.svg)\n".formatted(words, name);
    }

    private static String table(String first, List<String> others, List<List<String>> rows) {
        var heading = "| " + first + " | " + String.join(" | ", others) + " |";
        var rule = "| --- |" + " ---: |".repeat(others.size());
        return rows.stream()
                .map(row -> "| " + String.join(" | ", row) + " |")
                .collect(Collectors.joining("\n", heading + "\n" + rule + "\n", "\n"));
    }
}
