package dev.ordersaga.operations.stock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.operations.stock.Shelf.Plan;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShelfTest {

    private static final Optional<Map<String, Object>> NOTHING = Optional.empty();
    private static final Optional<Map<String, Object>> WIDGET =
            Optional.of(Map.of("quantity", 20L, "stocked", 100L, "price_per_unit", 10L));

    private static Plan restock(Optional<Map<String, Object>> seen, long units) {
        return Shelf.restock("widget", seen, units, Optional.empty());
    }

    @Test
    void what_is_put_in_or_taken_out_changes_both_numbers_and_so_leaves_what_is_reserved() {
        assertThat(restock(WIDGET, 500))
                .isEqualTo(new Plan.Change(
                        Map.of("quantity", 520L, "stocked", 600L),
                        "of widget there are 520 now, and 600 with what is reserved"));
        assertThat(restock(WIDGET, -20))
                .isEqualTo(new Plan.Change(
                        Map.of("quantity", 0L, "stocked", 80L),
                        "of widget there are 0 now, and 80 with what is reserved"));
    }

    @Test
    void no_more_is_taken_out_than_is_left() {
        assertThat(restock(WIDGET, -21))
                .isEqualTo(new Plan.Refuse("only 20 of widget are left, so 21 cannot be taken out"));
        assertThat(restock(NOTHING, -1)).isEqualTo(new Plan.Refuse("there is no item widget"));
    }

    @Test
    void a_new_item_needs_a_price_and_a_known_one_may_get_another() {
        assertThat(restock(NOTHING, 5)).isEqualTo(new Plan.Refuse("widget is a new item: it needs a price"));
        assertThat(Shelf.restock("widget", NOTHING, 5, Optional.of(0L)))
                .isEqualTo(new Plan.Change(
                        Map.of("quantity", 5L, "stocked", 5L, "price_per_unit", 0L),
                        "of widget there are 5 now, and 5 with what is reserved, at 0 each"));
        assertThat(Shelf.restock("widget", WIDGET, 1, Optional.of(12L)))
                .isEqualTo(new Plan.Change(
                        Map.of("quantity", 21L, "stocked", 101L, "price_per_unit", 12L),
                        "of widget there are 21 now, and 101 with what is reserved, at 12 each"));
    }

    @Test
    void what_is_not_a_number_is_not_added_to() {
        assertThat(restock(Optional.of(Map.of("quantity", 1.5)), 1))
                .isEqualTo(new Plan.Refuse("quantity 1.5 and stocked null of widget are not both whole numbers"));
    }

    @Test
    void there_is_a_limit() {
        assertThat(restock(WIDGET, Shelf.UNITS_MAX))
                .isEqualTo(new Plan.Refuse("of widget there would be more than 1000000000000000"));
    }

    @Test
    void a_price_is_set_alone() {
        assertThat(Shelf.price("widget", WIDGET, 12))
                .isEqualTo(new Plan.Change(Map.of("price_per_unit", 12L), "widget costs 12 now, after 10"));
        assertThat(Shelf.price("widget", WIDGET, 10)).isEqualTo(new Plan.Keep("widget costs 10 already"));
        assertThat(Shelf.price("widget", NOTHING, 12)).isEqualTo(new Plan.Refuse("there is no item widget"));
    }
}
