package dev.ordersaga.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.engine.Changes;
import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Names;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Write;
import dev.ordersaga.saga.Order;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PaymentStepTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final PaymentStep step = new PaymentStep(Names.standard(), () -> true);

    @Test
    void is_the_flows_last_stage() {
        assertThat(Flow.ORDERS.stage(step.service()).status()).isEqualTo(Flow.ORDERS.completed());
    }

    @Test
    void reads_nothing() {
        assertThat(step.reads(new Order("u", "jill", "wotsit", 80))).isEmpty();
    }

    @Test
    void writes_the_payment() {
        var changes = new Changes(NOW, path -> NOW);
        step.write(new Payment("u", "jill", "wotsit", 80, 15, 1_200), changes);

        assertThat(changes.writes())
                .containsExactly(new Write.Create(
                        DocumentPath.of("payments", "u"),
                        Map.of(
                                "item",
                                "wotsit",
                                "quantity",
                                80L,
                                "user",
                                "jill",
                                "price_per_unit",
                                15L,
                                "total_invoice",
                                1_200L,
                                "created",
                                NOW)));
    }
}
