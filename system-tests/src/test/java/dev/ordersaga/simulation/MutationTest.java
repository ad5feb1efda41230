package dev.ordersaga.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.simulation.Simulation.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whatever is done wrong is noticed: the simulation can fail. */
class MutationTest {

    private static final long SEEDS_MAX = 5_000;

    private static final Path TABLE = Path.of("target", "mutations.md");

    @Test
    void every_mutation_is_caught() throws IOException {
        var table = new ArrayList<>(List.of("| mutation | seeds | caught by |", "| --- | ---: | --- |"));
        var survivors = new ArrayList<String>();
        for (var mutation : Mutation.all()) {
            var report = Campaign.run(mutation.parts(), 1, SEEDS_MAX);
            table.add(row(mutation, report.failure()));
            if (report.failure().isEmpty()) {
                survivors.add(mutation.name());
            }
        }
        Files.write(TABLE, table);
        table.forEach(System.out::println);
        assertThat(survivors).isEmpty();
    }

    @Test
    void the_docs_tell_of_every_mutation() throws IOException {
        var doc = Files.readString(Path.of("..", "docs", "simulation.md"));

        assertThat(Mutation.all()).extracting(Mutation::name).allMatch(name -> doc.contains("| " + name + " |"));
    }

    private static String row(Mutation mutation, Optional<Result> failure) {
        return "| %s | %s | %s |"
                .formatted(
                        mutation.name(),
                        failure.map(result -> Long.toString(result.seed())).orElse("none of " + SEEDS_MAX),
                        failure.flatMap(Result::violation)
                                .map(Violation::property)
                                .orElse(""));
    }
}
