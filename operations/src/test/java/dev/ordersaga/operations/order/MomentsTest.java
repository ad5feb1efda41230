package dev.ordersaga.operations.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MomentsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");

    private final Moments moments = new Moments(NOW);

    @Test
    void the_date_is_told_when_it_is_not_today() {
        assertThat(moments.at(Instant.parse("2026-03-01T00:00:00Z"))).isEqualTo("00:00:00");
        assertThat(moments.at(Instant.parse("2026-03-01T23:59:59.9Z"))).isEqualTo("23:59:59");
        assertThat(moments.at(Instant.parse("2026-02-28T23:59:59Z"))).isEqualTo("2026-02-28 23:59:59");
        assertThat(Moments.exactly(NOW)).isEqualTo("2026-03-01 10:00:00.123");
    }

    @Test
    void an_age_has_two_units() {
        assertThat(age(Duration.ofSeconds(59))).isEqualTo("59 s");
        assertThat(age(Duration.ofSeconds(133))).isEqualTo("2 min 13 s");
        assertThat(age(Duration.ofMinutes(185))).isEqualTo("3 h 5 min");
        assertThat(age(Duration.ofHours(99))).isEqualTo("4 d 3 h");
    }

    @Test
    void what_was_a_moment_later_is_not_older_than_nothing() {
        assertThat(age(Duration.ofSeconds(-1))).isEqualTo("0 s");
    }

    private String age(Duration ago) {
        return moments.age(NOW.minus(ago));
    }
}
