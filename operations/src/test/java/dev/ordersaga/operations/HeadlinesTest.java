package dev.ordersaga.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.port.Message;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeadlinesTest {

    private static final Instant AT = Instant.parse("2026-03-01T10:00:00.123456Z");
    private static final String UUID = "8f81be42-3ad2-4bf4-97d4-c6b047c7916e";

    @Test
    void an_event_tells_what_became_of_the_order() {
        var data = "{\"uuid\":\"%s\",\"reason\":\"UNKNOWN_USER\",\"detail\":\"There is no customer jimbo.\"}"
                .formatted(UUID);

        assertThat(Headlines.event("error", AT, Message.of(data, Map.of("type", "FAILED"))))
                .isEqualTo("2026-03-01T10:00:00.123Z  error              " + UUID
                        + "  FAILED  UNKNOWN_USER  There is no customer jimbo.");
        assertThat(Headlines.event("error", AT, Message.of("{\"uuid\":\"" + UUID + "\"}", Map.of())))
                .isEqualTo("2026-03-01T10:00:00.123Z  error              " + UUID);
    }

    @Test
    void what_cannot_be_read_is_shown_as_far_as_it_is_fit_to() {
        assertThat(Headlines.event("error", AT, Message.of("rub\nbish", Map.of())))
                .isEqualTo("2026-03-01T10:00:00.123Z  error              the message is not JSON  rub bish");
    }

    @Test
    void a_dead_letter_tells_who_put_it_away_and_why() {
        var message = Message.of("rubbish", Map.of("topic", "error", "step", "janitor-service", "reason", "not JSON"));

        assertThat(Headlines.event("dead-letter", DeadLetter.of("7", AT, message, List.of())))
                .isEqualTo("2026-03-01T10:00:00.123Z  dead-letter        janitor-service  not JSON  rubbish");
    }

    @Test
    void counts_as_people_do() {
        assertThat(Headlines.count(0, "dead letter")).isEqualTo("0 dead letters");
        assertThat(Headlines.count(1, "dead letter")).isEqualTo("1 dead letter");
    }
}
