package dev.ordersaga.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StockTest {

    @Test
    void is_quantity_and_price_whatever_else_the_document_says() {
        assertThat(Stock.of(Map.of("quantity", 9_950L, "price_per_unit", 10L, "stocked", 10_000L, "colour", "red")))
                .isEqualTo(new Stock(9_950, 10));
    }

    @Test
    void counts_in_whole_numbers_only() {
        assertThatThrownBy(() -> Stock.of(Map.of("quantity", 9.5, "price_per_unit", 10L)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the item's quantity is not a whole number: 9.5");
        assertThatThrownBy(() -> Stock.of(Map.of("quantity", 9L, "price_per_unit", "10")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the item's price_per_unit is not a whole number: 10");
        assertThatThrownBy(() -> Stock.of(Map.of("quantity", 9L)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the item's price_per_unit is not a whole number: null");
    }
}
