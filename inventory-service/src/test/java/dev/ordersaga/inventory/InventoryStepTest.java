package dev.ordersaga.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.engine.Changes;
import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Names;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Write;
import dev.ordersaga.saga.Order;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InventoryStepTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant STOCK_CHANGED = NOW.minusSeconds(7);
    private static final DocumentPath WIDGET = DocumentPath.of("inventory", "widget");

    private final InventoryStep step = new InventoryStep(Names.standard());

    @Test
    void is_a_stage_of_the_flow() {
        assertThat(Flow.ORDERS.stage(step.service()).reads()).isEqualTo("order-created");
    }

    @Test
    void reads_the_stock() {
        assertThat(step.reads(new Order("u", "jack", "widget", 50))).containsExactly(WIDGET);
    }

    @Test
    void takes_from_the_stock_as_it_was_read_and_keeps_the_reservation() {
        var changes = new Changes(NOW, Map.of(WIDGET, STOCK_CHANGED)::get);
        step.write(new Reservation("u", "jack", "widget", 50, 10, 9_950), changes);

        assertThat(changes.writes())
                .containsExactly(
                        new Write.Update(WIDGET, Map.of("quantity", 9_950L), Set.of(), STOCK_CHANGED),
                        new Write.Create(
                                DocumentPath.of("inventory", "widget", "orders", "u"),
                                Map.of(
                                        "item",
                                        "widget",
                                        "quantity",
                                        50L,
                                        "user",
                                        "jack",
                                        "price_per_unit",
                                        10L,
                                        "created",
                                        NOW)));
    }
}
