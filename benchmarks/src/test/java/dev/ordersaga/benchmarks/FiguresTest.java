package dev.ordersaga.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void small_numbers_keep_more_digits_than_large_ones() {
        assertThat(Figures.of(0.4567)).isEqualTo("0.46");
        assertThat(Figures.of(45.67)).isEqualTo("45.7");
        assertThat(Figures.of(456.7)).isEqualTo("457");
        assertThat(Figures.of(45_678.9)).isEqualTo("45,679");
    }

    @Test
    void whole_numbers_have_no_fraction() {
        assertThat(Figures.of(0)).isEqualTo("0");
        assertThat(Figures.of(8)).isEqualTo("8");
    }
}
