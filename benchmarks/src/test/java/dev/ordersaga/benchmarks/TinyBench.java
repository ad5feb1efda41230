package dev.ordersaga.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A benchmark so small that its figures mean nothing; that they are all there does. Only on demand, as it takes minutes:
 * {@code mvn verify -pl benchmarks -am -Dtest=None -Dit.test=TinyBench}, with surefire and failsafe told that other modules
 * have no such tests.
 */
class TinyBench {

    private static final Path DIR = Path.of("target", "bench-it");
    private static final int ORDERS = 200;
    private static final Plan TINY =
            new Plan(ORDERS, 1, 50, 100, List.of(20, 100), 20, List.of(1, 2), ORDERS, List.of());

    @Test
    void everything_is_measured_and_told() throws IOException {
        var told = new ByteArrayOutputStream();

        var results = new Bench(TINY, DIR, new PrintStream(told, true, StandardCharsets.UTF_8)).run();

        BenchFields.assertThere(
                new ObjectMapper().readTree(DIR.resolve("bench.json").toFile()), TINY);
        assertThat(results.rssMb())
                .containsOnlyKeys(
                        "frontend-service", "order-service", "inventory-service", "payment-service", "janitor-service");
        assertThat(results.spread().cpuPer1000())
                .containsKeys("load", "frontend-service", "pubsub-emulator", "firestore-emulator");
        assertThat(results.cost().messages()).isGreaterThanOrEqualTo(4);
        assertThat(results.cost().deliveries()).isGreaterThanOrEqualTo(4);
        assertThat(results.cost().writes()).isGreaterThan(7);
        assertThat(results.cost().deletes()).isZero();
        assertThat(told.toString(StandardCharsets.UTF_8)).contains(new Table(results).text());
    }
}
