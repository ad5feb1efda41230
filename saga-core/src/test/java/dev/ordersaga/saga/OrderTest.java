package dev.ordersaga.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrderTest {

    private static final Order ORDER =
            new Order("u", "jack", "widget", 50, Optional.empty(), Map.of("price_per_unit", 10L, "note", "gift"));

    @Test
    void tells_a_number_that_was_found() {
        assertThat(ORDER.number("price_per_unit")).isEqualTo(10);
    }

    @Test
    void has_no_number_where_none_was_found() {
        assertThatThrownBy(() -> ORDER.number("total_invoice"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("order u has no number total_invoice");
        assertThatThrownBy(() -> ORDER.number("note")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void what_was_found_later_replaces_what_was_found_before() {
        assertThat(ORDER.with(Map.of("price_per_unit", 12L, "total_invoice", 600L)))
                .isEqualTo(new Order(
                        "u",
                        "jack",
                        "widget",
                        50,
                        Optional.empty(),
                        Map.of("price_per_unit", 12L, "note", "gift", "total_invoice", 600L)));
    }

    @Test
    void is_part_of_a_trace_or_of_none() {
        assertThat(ORDER.traceparent()).isEmpty();
        assertThat(ORDER.tracedBy("00-1-2-01").traceparent()).contains("00-1-2-01");
        assertThat(ORDER.tracedBy("00-1-2-01").asksFor(ORDER)).isTrue();
    }

    @Test
    void nobody_changes_it_from_outside() {
        var facts = new HashMap<String, Object>();
        var order = new Order("u", "jack", "widget", 50, Optional.empty(), facts);
        facts.put("price_per_unit", 1L);

        assertThat(order).isEqualTo(new Order("u", "jack", "widget", 50));
        assertThatThrownBy(() -> order.facts().put("price_per_unit", 1L))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
