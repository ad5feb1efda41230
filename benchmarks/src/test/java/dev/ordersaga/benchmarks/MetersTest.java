package dev.ordersaga.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetersTest {

    private static final String SERVICE = """
            # HELP ordersaga_documents_total
            # TYPE ordersaga_documents_total counter
            ordersaga_documents_total{operation="read"} 30.0
            ordersaga_documents_total{operation="write"} 7.0
            ordersaga_documents_totally_else 1000.0
            ordersaga_conflicts_total 2.0
            jvm_threads_live_threads 25.0
            """;

    private final Meters once = Meters.read(SERVICE);
    private final Meters twice = Meters.sum(Stream.of(once, once));

    @Test
    void a_counter_is_told_by_tag_and_over_all_tags() {
        assertThat(once.of("ordersaga_documents_total", "operation", "read")).isEqualTo(30);
        assertThat(once.sum("ordersaga_documents_total")).isEqualTo(37);
        assertThat(once.sum("ordersaga_conflicts_total")).isEqualTo(2);
    }

    @Test
    void what_nobody_has_counted_is_none() {
        assertThat(once.of("ordersaga_documents_total", "operation", "delete")).isZero();
        assertThat(once.sum("jvm_threads_live_threads")).isZero();
    }

    @Test
    void services_count_together_and_only_what_came_since() {
        assertThat(twice.sum("ordersaga_documents_total")).isEqualTo(74);
        assertThat(twice.since(once)).isEqualTo(once);
    }
}
