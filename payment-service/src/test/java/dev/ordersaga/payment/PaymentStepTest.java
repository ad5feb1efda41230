package dev.ordersaga.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.engine.Changes;
import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Names;
import dev.ordersaga.payment.Payment.Account;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Write;
import dev.ordersaga.saga.Order;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class PaymentStepTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final PaymentStep step = new PaymentStep(Names.standard(), () -> true);

    @Test
    void is_the_flows_last_stage() {
        assertThat(Flow.ORDERS.stage(step.service()).status()).isEqualTo(Flow.ORDERS.completed());
    }

    @Test
    void reads_the_customer_and_what_they_owe() {
        assertThat(step.reads(new Order("u", "jill", "wotsit", 80)))
                .containsExactlyInAnyOrder(DocumentPath.of("users", "jill"), DocumentPath.of("accounts", "jill"));
    }

    @Test
    void opens_the_account_of_a_customer_who_owes_for_the_first_time() {
        assertThat(written(new Account(1_200, true)))
                .endsWith(new Write.Create(DocumentPath.of("accounts", "jill"), Map.of("open_balance", 1_200L)));
    }

    @Test
    void adds_to_the_account_of_a_customer_provided_that_nobody_else_does_meanwhile() {
        assertThat(written(new Account(1_900, false)))
                .endsWith(new Write.Update(
                        DocumentPath.of("accounts", "jill"), Map.of("open_balance", 1_900L), Set.of(), NOW));
    }

    @Test
    void says_that_a_payment_is_on_account() {
        assertThat(written(new Account(1_900, false)))
                .first(InstanceOfAssertFactories.type(Write.Create.class))
                .satisfies(payment -> assertThat(payment.fields()).containsEntry("on_account", true));
    }

    private List<Write> written(Account account) {
        var changes = new Changes(NOW, path -> NOW);
        step.write(new Payment("u", "jill", "wotsit", 80, 15, 1_200, Optional.of(account)), changes);
        return changes.writes();
    }

    @Test
    void writes_the_payment() {
        var changes = new Changes(NOW, path -> NOW);
        step.write(new Payment("u", "jill", "wotsit", 80, 15, 1_200, Optional.empty()), changes);

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
