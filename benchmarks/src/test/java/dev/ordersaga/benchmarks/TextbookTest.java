package dev.ordersaga.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.benchmarks.Textbook.Point;
import dev.ordersaga.benchmarks.Textbook.Result;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextbookTest {

    @Test
    void is_taken_at_its_best_and_at_eight() {
        var points = List.of(new Point(1, 190), new Point(2, 210), new Point(4, 30), new Point(8, 2));

        assertThat(Result.of(points)).isEqualTo(new Result(210, 2, 2));
    }
}
