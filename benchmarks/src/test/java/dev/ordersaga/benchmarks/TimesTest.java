package dev.ordersaga.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ordersaga.benchmarks.Sent.Ticket;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimesTest {

    private static final long MS = 1_000_000;

    /** Answered after 1 ms, 2 ms, 3 ms and so on. */
    private static List<Ticket> tickets(int orders) {
        return IntStream.rangeClosed(1, orders)
                .mapToObj(number -> new Ticket("order-" + number, number * 50 * MS, number * 51 * MS))
                .toList();
    }

    @Test
    void counts_from_the_moment_an_order_was_to_be_sent() {
        var times = Times.of(tickets(1_000), Ticket::answered);

        assertThat(times.orders()).isEqualTo(1_000);
        assertThat(times.ms(50)).isCloseTo(500, within(1.0));
        assertThat(times.ms(99)).isCloseTo(990, within(1.0));
        assertThat(times.maxMs()).isCloseTo(1_000, within(1.0));
    }

    @Test
    void one_slow_order_of_all_rounds_is_seen_in_their_maximum() {
        var quick = Times.of(tickets(10), Ticket::answered);
        var slow = Times.of(List.of(new Ticket("slow", 0, 700 * MS)), Ticket::answered);

        var together = Times.together(List.of(quick, slow, quick));

        assertThat(together.orders()).isEqualTo(21);
        assertThat(together.ms(50)).isCloseTo(6, within(0.1));
        assertThat(together.maxMs()).isCloseTo(700, within(1.0));
    }
}
