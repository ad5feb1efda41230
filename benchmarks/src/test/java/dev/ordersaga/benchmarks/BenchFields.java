package dev.ordersaga.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/** The fields that others read from {@code bench.json}. */
final class BenchFields {

    private static final List<String> FIXED = List.of(
            "/ceiling_per_s",
            "/spread/accepted_per_s",
            "/spread/completed_per_s",
            "/spread/of_ceiling",
            "/hot/accepted_per_s",
            "/hot/completed_per_s",
            "/hot/of_ceiling",
            "/hot/over_textbook",
            "/textbook/best_per_s",
            "/textbook/at_8_per_s",
            "/cost/writes",
            "/cost/reads",
            "/cost/deletes",
            "/cost/messages",
            "/cost/usd_per_million",
            "/start_s");

    private static final List<String> OF_A_RATE =
            List.of("post_p50_ms", "post_p99_ms", "final_p50_ms", "final_p99_ms", "hops_p50_ms");

    private static final List<String> OF_INSTANCES = List.of(
            "completed_per_s",
            "of_one",
            "conflicts_per_1000",
            "commits_per_1000",
            "reads",
            "cpu_s_per_1000",
            "emulators_cpu_s_per_1000");

    private BenchFields() {}

    static void assertThere(JsonNode json, Plan plan) {
        var rates = plan.rates().stream()
                .flatMap(rate -> OF_A_RATE.stream().map(name -> "/latency/%d/%s".formatted(rate, name)));
        var instances = plan.instances().stream()
                .flatMap(number -> OF_INSTANCES.stream().map(name -> "/instances/%d/%s".formatted(number, name)));
        assertThat(Stream.of(FIXED.stream(), rates, instances).flatMap(paths -> paths))
                .allSatisfy(
                        path -> assertThat(json.at(path).isNumber()).as(path).isTrue());
        for (int number : plan.instances()) {
            assertThat(json.at("/instances/%d/cpu_s_per_1000_by_service".formatted(number)))
                    .isNotEmpty()
                    .allMatch(JsonNode::isNumber);
        }
        assertThat(json.at("/rss_mb")).isNotEmpty().allMatch(JsonNode::isNumber);
    }
}
