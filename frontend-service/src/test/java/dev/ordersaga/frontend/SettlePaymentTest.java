package dev.ordersaga.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.engine.Changes;
import dev.ordersaga.flow.Names;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Write;
import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.testing.Found;
import dev.ordersaga.testing.Sagas;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettlePaymentTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final DocumentPath PAYMENT = DocumentPath.of("payments", "u");
    private static final DocumentPath ACCOUNT = DocumentPath.of("accounts", "joan");
    private static final Optional<Map<String, Object>> THERE = Optional.of(Map.of("open_balance", 700L));
    private static final Write MARKED = new Write.Update(PAYMENT, Map.of("settled", true), Set.of(), NOW);
    private static final Write TAKEN_OFF = new Write.Increment(ACCOUNT, Map.of("open_balance", -500L));

    private final SettlePayment settlement = new SettlePayment(Names.standard());
    private final Changes changes = new Changes(NOW, path -> NOW);

    private static Saga done(Map<String, Object> facts) {
        return Sagas.at("PAYMENT_CREATED", new Order("u", "joan", "widget", 50, Optional.empty(), facts));
    }

    @Test
    void marks_the_payment() {
        var saga = done(Map.of());

        assertThat(settlement.reads(saga)).containsExactly(PAYMENT);
        assertThat(settlement.settle(saga, new Found(NOW, Map.of(PAYMENT, THERE)), changes))
                .isEqualTo("The payment was settled.");
        assertThat(changes.writes()).containsExactly(MARKED);
    }

    @Test
    void takes_what_is_on_account_off_the_account() {
        var saga = done(Map.of("on_account", true));

        assertThat(settlement.reads(saga)).containsExactlyInAnyOrder(PAYMENT, ACCOUNT);
        assertThat(settlement.settle(saga, new Found(NOW, Map.of(PAYMENT, THERE, ACCOUNT, THERE)), changes))
                .isEqualTo("The payment was settled.");
        assertThat(changes.writes()).containsExactly(MARKED, TAKEN_OFF);
    }

    @Test
    void what_is_gone_is_told_and_stops_nothing() {
        var nothing = new Found(NOW, Map.of(PAYMENT, Optional.empty(), ACCOUNT, Optional.empty()));

        assertThat(settlement.settle(done(Map.of("on_account", true)), nothing, changes))
                .isEqualTo("The payment was settled. Its payment is gone, so it could not be marked."
                        + " The account of joan is gone, so it could not be taken off it.");
        assertThat(changes.writes()).isEmpty();
    }
}
