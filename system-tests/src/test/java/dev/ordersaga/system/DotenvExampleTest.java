package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Names;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DotenvExampleTest {

    private static final Path EXAMPLE = Path.of("..", ".env.example");

    private static Properties variables() throws IOException {
        var variables = new Properties();
        try (var example = Files.newBufferedReader(EXAMPLE)) {
            variables.load(example);
        }
        return variables;
    }

    private static List<Object> everyName(Names names) {
        return Stream.<Object>concat(
                        names.subscriptions(Flow.ORDERS).stream(),
                        Stream.of(
                                names.order("user", "uuid"),
                                names.reservation("item", "uuid"),
                                names.payment("uuid"),
                                names.saga("uuid"),
                                names.collection("accounts")))
                .toList();
    }

    @Test
    void holds_every_name_with_its_default() throws IOException {
        var variables = variables();
        var asked = new TreeSet<String>();
        var names = new Names(variable -> {
            asked.add(variable);
            return Optional.ofNullable(variables.getProperty(variable));
        });

        assertThat(everyName(names)).isEqualTo(everyName(Names.standard()));
        asked.addAll(List.of("PROJECT_ID", "PORT", "PUBSUB_EMULATOR_HOST", "FIRESTORE_EMULATOR_HOST", "LOG_JSON"));
        assertThat(variables.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(asked);
    }

    @Test
    void explains_each_variable() throws IOException {
        var lines = Files.readAllLines(EXAMPLE);

        for (int i = 1; i < lines.size(); i++) {
            // The two hosts share a comment.
            if (!lines.get(i).isEmpty() && !lines.get(i).startsWith("FIRESTORE_EMULATOR_HOST=")) {
                assertThat(lines.get(i).startsWith("#") || lines.get(i - 1).startsWith("#"))
                        .as(lines.get(i))
                        .isTrue();
            }
        }
    }
}
