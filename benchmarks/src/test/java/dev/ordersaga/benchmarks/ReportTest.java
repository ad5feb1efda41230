package dev.ordersaga.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private static final String FULL = """
            {"orders": 20000, "machine": "2 cores", "ceiling_per_s": 2000,
             "spread": {"accepted_per_s": 1500, "completed_per_s": 1200, "of_ceiling": 0.6,
               "published_again": 0.004, "cpu_s_per_1000": {"frontend-service": 0.25, "load": 0.5}},
             "hot": {"accepted_per_s": 1400, "completed_per_s": 700, "of_ceiling": 0.35, "over_textbook": 5,
               "published_again": 0, "cpu_s_per_1000": {"frontend-service": 0.3}},
             "textbook": {"best_per_s": 140, "at_8_per_s": 2},
             "latency": {
               "20": {"post_p50_ms": 8, "post_p99_ms": 20, "post_max_ms": 33, "final_p50_ms": 120, "final_p99_ms": 250, "final_max_ms": 255, "hops_p50_ms": 80},
               "100": {"post_p50_ms": 9, "post_p99_ms": 30, "post_max_ms": 44, "final_p50_ms": 130, "final_p99_ms": 300, "final_max_ms": 333, "hops_p50_ms": 85}},
             "cost": {"writes": 8.01, "reads": 4.5, "deletes": 0, "messages": 4, "usd_per_million": 17.25},
             "start_s": 9.5, "rss_mb": {"frontend-service": 200, "order-service": 251},
             "instances": {
               "1": {"completed_per_s": 1000, "of_one": 1, "conflicts_per_1000": 0,
                 "commits_per_1000": 30, "reads": 4.2, "cpu_s_per_1000": 2.5, "emulators_cpu_s_per_1000": 1.5,
                 "cpu_s_per_1000_by_service": {"load": 0.5, "order-service": 0.25},
                 "switches_per_order_by_service": {"order-service": 2.5}},
               "3": {"completed_per_s": 800, "of_one": 0.8, "conflicts_per_1000": 12,
                 "commits_per_1000": 90, "reads": 5.1, "cpu_s_per_1000": 4.5, "emulators_cpu_s_per_1000": 2.25,
                 "cpu_s_per_1000_by_service": {"load": 0.75, "order-service": 0.5},
                 "switches_per_order_by_service": {"order-service": 3.5}}},
             "series": [
               {"orders": 1000, "seconds": 1, "rss_mb": 900, "operations_per_order": 12},
               {"orders": 100000, "seconds": 130, "rss_mb": 950, "operations_per_order": 12.3,
                 "cpu_s_per_1000": 2.2, "query_ms": 431}]}
            """;

    @TempDir
    private Path docs;

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    private static List<String> holding(JsonNode run, boolean wanted) {
        return Promise.all(run).stream()
                .filter(promise -> promise.holds() == wanted)
                .map(Promise::what)
                .toList();
    }

    @Test
    void tells_what_does_not_hold() throws IOException {
        assertThat(holding(json(FULL), false))
                .containsExactly(
                        "completed/s of the ceiling, on one item",
                        "POST to final message at 20 orders/s, p99, times the emulator's hops",
                        "MB resident after load, the largest service",
                        "time per order at the most orders, of that at the fewest");
    }

    @Test
    void what_was_not_measured_does_not_hold() throws IOException {
        assertThat(holding(json("{}"), true)).isEmpty();
        assertThat(new Report(json("{}")).page())
                .contains("| deletes per order | not measured | at most 0 | **no** |")
                .doesNotContain("## Several instances");
    }

    @Test
    void a_limit_that_is_met_exactly_holds() throws IOException {
        assertThat(holding(json(FULL), true))
                .contains(
                        "on one item, times the textbook's best",
                        "POST to final message at 20 orders/s, p50, times the emulator's hops",
                        "deletes per order");
    }

    @Test
    void shows_every_number() throws IOException {
        assertThat(new Report(json(FULL)).page())
                .contains("measured with 20,000 orders (2 cores)")
                .contains("| spread over 100 items | 1,500 | 1,200 | 0.60 | 0.40 % |")
                .contains("| the textbook with 8 at once |  | 2 |  |  |")
                .contains("| frontend-service | 0.25 | 0.30 |")
                .contains("| load | 0.50 | – |")
                .contains("| 100 | 9 | 30 | 44 | 130 | 300 | 333 | 85 |")
                .contains("| documents written | 8.01 |")
                .contains("all services ready, the emulators being up: 9.50 s.")
                .contains("| order-service | 251 |")
                .contains("| 3 | 800 | 0.80 | 90 | 12 | 5.10 | 4.50 | 2.25 |")
                .contains(
                        "| all instances of | CPU seconds with 1 | CPU seconds with 3 | switches with 1 | switches with 3 |")
                .contains("| load | 0.50 | 0.75 | – | – |")
                .contains("| order-service | 0.25 | 0.50 | 2.50 | 3.50 |")
                .contains("| 100,000 | 1.30 | 950 | 12.3 | 2.20 | 431 |");
    }

    @Test
    void the_page_shows_the_plots_there_are_and_no_others() throws IOException {
        for (var text : List.of(FULL, "{}")) {
            var report = new Report(json(text));
            var shown = Stream.of(report.page().split("images/"))
                    .skip(1)
                    .map(rest -> rest.substring(0, rest.indexOf(')')))
                    .toList();
            assertThat(shown).containsExactlyInAnyOrderElementsOf(report.plots().keySet());
        }
        assertThat(new Report(json(FULL)).plots()).hasSize(6);
    }

    @Test
    void what_was_written_by_hand_stays() throws IOException {
        var report = new Report(json(FULL));
        report.write(docs);
        var page = docs.resolve("performance.md");
        Files.writeString(page, Files.readString(page) + "\n## Why\n\nBecause.\n");

        new Report(json(FULL.replace("\"writes\": 8.01", "\"writes\": 7.99"))).write(docs);
        var once = Files.readString(page);
        report.write(docs);
        report.write(docs);

        assertThat(once).endsWith(Report.BY_HAND + "\n\n## Why\n\nBecause.\n").contains("7.99");
        assertThat(Files.readString(page)).isEqualTo(once.replace("7.99", "8.01"));
        assertThat(docs.resolve("images/performance-memory.svg")).isNotEmptyFile();
    }
}
