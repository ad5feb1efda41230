package dev.ordersaga.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MediansTest {

    @Test
    void the_median_is_in_the_middle_whatever_the_order_and_the_extremes() {
        assertThat(Medians.of(List.of(900.0, 1.0, 3.0))).isEqualTo(3);
    }

    @Test
    void the_median_of_an_even_number_is_between_the_two_in_the_middle() {
        assertThat(Medians.of(List.of(4.0, 1.0, 2.0, 900.0))).isEqualTo(3);
    }

    @Test
    void each_name_has_its_own() {
        var rounds = List.of(Map.of("a", 1.0, "b", 10.0), Map.of("a", 2.0, "b", 30.0), Map.of("a", 9.0, "b", 20.0));

        assertThat(Medians.byName(rounds, round -> round)).isEqualTo(Map.of("a", 2.0, "b", 20.0));
    }
}
