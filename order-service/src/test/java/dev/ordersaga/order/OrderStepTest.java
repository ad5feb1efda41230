package dev.ordersaga.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.engine.Changes;
import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Names;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Write;
import dev.ordersaga.saga.Order;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class OrderStepTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final OrderStep step = new OrderStep(Names.standard());

    @Test
    void is_the_flows_first_stage() {
        assertThat(Flow.ORDERS.stages().get(0)).isEqualTo(Flow.ORDERS.stage(step.service()));
    }

    @Test
    void reads_the_customer() {
        assertThat(step.reads(new Order("u", "jack", "widget", 50))).containsExactly(DocumentPath.of("users", "jack"));
    }

    @Test
    void writes_the_order_among_the_customers_orders() {
        var changes = new Changes(NOW, path -> NOW);
        step.write(new PlacedOrder("u", "jack", "widget", 50), changes);

        assertThat(changes.writes())
                .containsExactly(new Write.Create(
                        DocumentPath.of("users", "jack", "orders", "u"),
                        Map.of("item", "widget", "quantity", 50L, "created", NOW)));
    }

    @Test
    void goes_where_the_collections_are() {
        Function<String, Optional<String>> environment =
                variable -> Optional.ofNullable(Map.of("COLLECTION_USERS", "people", "COLLECTION_ORDERS", "wishes")
                        .get(variable));
        var renamed = new OrderStep(new Names(environment));
        var changes = new Changes(NOW, path -> NOW);
        renamed.write(new PlacedOrder("u", "jack", "widget", 50), changes);

        assertThat(renamed.reads(new Order("u", "jack", "widget", 50)))
                .containsExactly(DocumentPath.of("people", "jack"));
        assertThat(changes.writes())
                .extracting(Write::path)
                .containsExactly(DocumentPath.of("people", "jack", "wishes", "u"));
    }
}
