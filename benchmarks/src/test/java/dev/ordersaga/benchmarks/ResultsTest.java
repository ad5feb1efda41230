package dev.ordersaga.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ordersaga.benchmarks.Sent.Ticket;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {

    private static final Plan PLAN = new Plan(100, 3, 10, 100, List.of(20), 1, List.of(1, 2), 100, List.of());

    /** Three rounds, of which the last stands in the middle; in the second, the ceiling and the textbook were on their own. */
    private static final Results RESULTS = Results.of(
            PLAN,
            List.of(round(10_000, 20_000), round(1, 400), round(100, 200)),
            List.of(Map.of(1, run(100), 2, run(60)), Map.of(1, run(80), 2, run(20)), Map.of(1, run(200), 2, run(50))),
            List.of());

    private static Round round(double perSecond, double ceiling) {
        var run = run(perSecond);
        return new Round(
                ceiling,
                new Textbook.Result(ceiling / 10, 4, ceiling / 20),
                perSecond / 10,
                run,
                run,
                Map.of(20, stroll((long) perSecond)),
                Map.of("order-service", perSecond));
    }

    private static Run run(double perSecond) {
        var counted = Meters.read("""
                ordersaga_documents_total{operation="read"} 500.0
                ordersaga_documents_total{operation="write"} 800.0
                ordersaga_messages_total{direction="published"} 400.0
                ordersaga_messages_total{direction="delivered"} 300.0
                ordersaga_message_bytes_total{direction="published"} 40000.0
                ordersaga_message_bytes_total{direction="delivered"} 30000.0
                ordersaga_published_again_total 10.0
                ordersaga_conflicts_total 5.0
                ordersaga_commit_seconds_count 15.0
                """);
        return new Run(
                100,
                100 / perSecond,
                3 * perSecond,
                perSecond,
                7,
                counted,
                100,
                10_000,
                Map.of("load", perSecond, "pubsub-emulator", 2.0),
                Map.of("order-service", 1.0, "order-service-2", perSecond));
    }

    private static Stroll.Beside stroll(long ms) {
        var ticket = new Ticket("any", 0, ms * 1_000_000);
        var times = Times.of(List.of(ticket), Ticket::answered);
        return new Stroll.Beside(new Stroll(times, times, 1), new Hops.Result(ms / 2.0, 1, 2, 3));
    }

    @Test
    void throughput_is_the_median_of_the_rounds_and_a_ratio_that_of_their_ratios() {
        assertThat(RESULTS.ceilingPerS()).isEqualTo(400);
        assertThat(RESULTS.textbook().bestPerS()).isEqualTo(40);
        assertThat(RESULTS.spread())
                .isEqualTo(new Results.Throughput(
                        300, 100, 0.5, 0.1, 7, 50, Map.of("load", 100.0, "pubsub-emulator", 2.0)));
        assertThat(RESULTS.hot().overTextbook()).isEqualTo(5);
    }

    @Test
    void latency_is_of_all_orders_of_all_rounds() {
        var at20 = RESULTS.latency().get(20);

        assertThat(at20.orders()).isEqualTo(3);
        assertThat(at20.finalP50Ms()).isCloseTo(100, within(1.0));
        assertThat(at20.finalMaxMs()).isCloseTo(10_000, within(20.0));
        assertThat(at20.hopsP50Ms()).isEqualTo(50);
        assertThat(at20.putOff()).isEqualTo(3);
    }

    @Test
    void cost_is_of_one_order_and_the_final_message_counts_among_the_delivered() {
        var cost = RESULTS.cost();

        assertThat(List.of(cost.writes(), cost.reads(), cost.deletes(), cost.messages(), cost.deliveries()))
                .isEqualTo(List.of(8.0, 5.0, 0.0, 4.0, 4.0));
        assertThat(cost.bytes()).isEqualTo(800);
        assertThat(cost.usdPerMillion()).isEqualTo(Prices.usdPerMillion(5, 8, 0, 8, 800));
    }

    @Test
    void more_instances_are_told_as_a_share_of_what_one_does() {
        assertThat(RESULTS.instances())
                .isEqualTo(Map.of(
                        1, instances(100, 1),
                        2, instances(50, 0.5)));
    }

    private static Results.Instances instances(double perSecond, double ofOne) {
        return new Results.Instances(
                perSecond,
                ofOne,
                50,
                200,
                5,
                2,
                perSecond + 2,
                Map.of("load", perSecond, "pubsub-emulator", 2.0),
                Map.of("order-service", perSecond + 1));
    }

    @Test
    void a_point_of_the_series_is_all_its_lots() {
        var point = Results.Point.of(
                List.of(run(100), run(50)), Map.of("order-service", 200.0, "janitor-service", 100.0), 7);

        assertThat(point).isEqualTo(new Results.Point(200, 3, 200 / 3.0, 300, 5, 8, 13, (102 + 52) / 2.0, 7));
    }

    @Test
    void json_has_the_names_that_were_agreed(@TempDir Path dir) throws IOException {
        RESULTS.write(dir.resolve("bench.json"));

        var json = new ObjectMapper().readTree(dir.resolve("bench.json").toFile());
        assertThat(Figures.of(json.at("/ceiling_per_s").asDouble())).isEqualTo("400");
        BenchFields.assertThere(json, PLAN);
    }

    @Test
    void the_table_tells_them_all() {
        assertThat(new Table(RESULTS).text())
                .contains("ceiling                                      400")
                .contains("on one item: 5.0 times the textbook")
                .contains("an order: 8.00 writes, 5.00 reads, 0.00 deletes")
                .contains("2 of each service: 50/s completed, 0.50 of one, 50.0 conflicts per 1,000 orders");
    }
}
