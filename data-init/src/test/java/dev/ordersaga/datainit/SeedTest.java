package dev.ordersaga.datainit;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.flow.Names;
import dev.ordersaga.port.DocumentPath;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeedTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void is_three_customers_two_old_orders_and_two_items() {
        assertThat(Seed.documents(Names.standard(), NOW))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        entry(new DocumentPath("users/jack"), Map.of("address", "123 fake street")),
                        entry(new DocumentPath("users/jill"), Map.of("address", "456 other street")),
                        entry(
                                new DocumentPath("users/joan"),
                                Map.of("address", "789 third street", "credit_limit", 1_000L)),
                        entry(
                                new DocumentPath("users/jack/orders/00000000-3321-4927-bac1-2750a1d16017"),
                                Map.of("item", "widget", "quantity", 50L, "created", NOW, "note", "dummy order")),
                        entry(
                                new DocumentPath("users/jill/orders/00000000-4f1c-401d-bc8a-701d3c1e9603"),
                                Map.of("item", "wotsit", "quantity", 60L, "created", NOW, "note", "dummy order")),
                        entry(
                                new DocumentPath("inventory/widget"),
                                Map.of("quantity", 10_000L, "price_per_unit", 10L, "stocked", 10_000L)),
                        entry(
                                new DocumentPath("inventory/wotsit"),
                                Map.of("quantity", 20_000L, "price_per_unit", 15L, "stocked", 20_000L))));
    }
}
