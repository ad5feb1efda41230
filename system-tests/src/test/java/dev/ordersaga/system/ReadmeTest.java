package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.flow.Flow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    @Test
    void the_diagram_shows_the_flow() throws IOException {
        var flow = Flow.ORDERS;
        var chain = flow.stages().stream()
                .map(stage -> " ──%s──▶ %s".formatted(stage.reads(), stage.service()))
                .collect(Collectors.joining(
                        "", "frontend-service", " ──%s──▶ you".formatted(flow.topicOf(flow.completed()))));

        assertThat(Files.readString(Path.of("..", "README.md"))).contains(chain);
    }
}
