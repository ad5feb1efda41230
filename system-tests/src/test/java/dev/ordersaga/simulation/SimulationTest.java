package dev.ordersaga.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.ordersaga.simulation.Simulation.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The promises hold in every world, whatever goes wrong in it. */
class SimulationTest {

    private static final long SEEDS = Long.getLong("simulate.seeds", 20_000);

    /** So many worlds are enough to meet everything so often. */
    private static final long SEEDS_FOR_COVERAGE = 20_000;

    private static final long TIMES = 100;

    private static final Path COVERAGE = Path.of("target", "simulation.txt");

    @Test
    void nothing_is_broken_while_anything_goes_wrong_and_then_all_comes_to_rest() throws IOException {
        var began = Instant.now();

        var report = Campaign.run(() -> Parts.GENUINE, 1, SEEDS);

        Files.writeString(COVERAGE, report.coverage().toString());
        System.out.printf(
                "%,d worlds in %d s; at rest %.1f s after the last fault at the latest; coverage: %s%n",
                report.seeds(),
                Duration.between(began, Instant.now()).toSeconds(),
                report.toRestMax().toMillis() / 1000.0,
                COVERAGE.toAbsolutePath());
        report.failure().ifPresent(SimulationTest::failAndTell);
        if (SEEDS >= SEEDS_FOR_COVERAGE) {
            assertThat(report.coverage().rare(TIMES, Cells.ALL, Cells.EVENTS)).isEmpty();
        }
    }

    @Test
    void a_seed_tells_the_same_story_again_here_and_elsewhere() throws IOException {
        var hashes = Hashes.of(1, 60);

        assertThat(hashes).doesNotHaveDuplicates();
        assertThat(Hashes.of(1, 60)).isEqualTo(hashes);
        assertThat(Hashes.elsewhere(1, 60)).isEqualTo(hashes);
    }

    @Test
    @EnabledIfSystemProperty(named = "simulate.seed", matches = "\\d+")
    void tells_the_story_of_one_seed() {
        var result = told(Long.getLong("simulate.seed"));

        result.history().forEach(System.out::println);
        assertThat(result.violation()).isEmpty();
    }

    private static Result told(long seed) {
        return Simulation.run(seed, Parts.GENUINE, new Coverage(), true);
    }

    private static void failAndTell(Result failure) {
        told(failure.seed()).history().forEach(System.out::println);
        fail(
                "seed %d: %s%nagain: make simulate SEED=%d",
                failure.seed(), failure.violation().orElseThrow(), failure.seed());
    }
}
