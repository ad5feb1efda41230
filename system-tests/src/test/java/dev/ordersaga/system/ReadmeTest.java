package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.flow.Flow;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    @Test
    void the_diagram_shows_the_flow() {
        var flow = Flow.ORDERS;
        var chain = flow.stages().stream()
                .map(stage -> " ──%s──▶ %s".formatted(stage.reads(), stage.service()))
                .collect(Collectors.joining(
                        "", "frontend-service", " ──%s──▶ you".formatted(flow.topicOf(flow.completed()))));

        assertThat(Readme.ofThisTree().text()).contains(chain);
    }

    @Test
    void it_is_read_in_one_go() {
        assertThat(Readme.ofThisTree().text().lines()).hasSizeLessThanOrEqualTo(150);
    }
}
