package dev.ordersaga.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.benchmarks.Ceiling.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class CeilingTest {

    @Test
    void the_fastest_go_on() {
        var slow = new Point(50, 1, 4_000, 900);
        var fast = new Point(100, 2, 4_000, 1_700);
        var fair = new Point(200, 4, 4_000, 1_600);

        assertThat(Ceiling.best(List.of(slow, fair, fast), 2)).containsExactly(fast, fair);
    }

    @Test
    void a_sweep_goes_on_while_more_streams_bring_more() {
        var two = new Point(100, 2, 4_000, 1_700);
        var four = new Point(100, 4, 4_000, 1_800);

        assertThat(Ceiling.worthTrying(4, List.of(two))).isTrue();
        assertThat(Ceiling.worthTrying(8, List.of(two, four))).isTrue();
        assertThat(Ceiling.worthTrying(8, List.of(two, new Point(100, 4, 4_000, 1_600))))
                .isFalse();
        assertThat(Ceiling.worthTrying(16, List.of(four, new Point(50, 8, 4_000, 1_790))))
                .isFalse();
    }
}
