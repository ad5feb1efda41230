package dev.ordersaga.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.Outcome;
import dev.ordersaga.saga.Outcome.Advance;
import dev.ordersaga.saga.Outcome.Refuse;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReserveStockTest {

    private static Outcome<Reservation> decide(long there, long ordered) {
        return ReserveStock.decide(Optional.of(new Stock(there, 10)), order(ordered));
    }

    private static Order order(long quantity) {
        return new Order("u", "jack", "widget", quantity);
    }

    private static Outcome<Reservation> reserved(long quantity, long left) {
        return new Advance<>(
                new Reservation("u", "jack", "widget", quantity, 10, left),
                Map.of("price_per_unit", 10L),
                quantity + " of widget are reserved at 10 each.");
    }

    private static Outcome<Reservation> tooFew(long there, long ordered) {
        return new Refuse<>(
                "INSUFFICIENT_INVENTORY", "Only %d of widget are left, and %d were ordered.".formatted(there, ordered));
    }

    @Test
    void reserves_at_the_price_of_the_moment() {
        assertThat(decide(10_000, 50)).isEqualTo(reserved(50, 9_950));
    }

    @Test
    void reserves_the_exact_last_unit() {
        assertThat(decide(1, 1)).isEqualTo(reserved(1, 0));
        assertThat(decide(50, 50)).isEqualTo(reserved(50, 0));
    }

    @Test
    void refuses_one_more_than_there_is() {
        assertThat(decide(50, 51)).isEqualTo(tooFew(50, 51));
        assertThat(decide(0, 1)).isEqualTo(tooFew(0, 1));
    }

    @Test
    void refuses_huge_orders() {
        assertThat(decide(20_000, 500_000)).isEqualTo(tooFew(20_000, 500_000));
        assertThat(decide(20_000, Long.MAX_VALUE)).isEqualTo(tooFew(20_000, Long.MAX_VALUE));
    }

    @Test
    void keeps_count_of_huge_stocks() {
        assertThat(decide(Long.MAX_VALUE, Long.MAX_VALUE)).isEqualTo(reserved(Long.MAX_VALUE, 0));
        assertThat(decide(Long.MAX_VALUE, 1)).isEqualTo(reserved(1, Long.MAX_VALUE - 1));
    }

    @Test
    void sells_nothing_of_a_stock_below_zero() {
        assertThat(decide(-5, 1)).isEqualTo(tooFew(-5, 1));
    }

    @Test
    void refuses_an_item_that_does_not_exist() {
        assertThat(ReserveStock.decide(Optional.empty(), order(1)))
                .isEqualTo(new Refuse<>("UNKNOWN_ITEM", "There is no item widget."));
    }
}
