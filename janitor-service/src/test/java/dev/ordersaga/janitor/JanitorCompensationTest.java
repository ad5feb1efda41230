package dev.ordersaga.janitor;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.engine.Changes;
import dev.ordersaga.engine.Seen;
import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Flow.Stage;
import dev.ordersaga.flow.Names;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Write;
import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.testing.Found;
import dev.ordersaga.testing.Sagas;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JanitorCompensationTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Names NAMES = Names.standard();
    private static final List<Undo> UNDOS =
            List.of(new UndoOrder(NAMES), new UndoReservation(NAMES), new UndoPayment(NAMES));

    private static final DocumentPath WIDGET = DocumentPath.of("inventory", "widget");
    private static final DocumentPath ACCOUNT = DocumentPath.of("accounts", "jack");
    private static final Write ORDER_GONE = new Write.Delete(DocumentPath.of("users", "jack", "orders", "u"));
    private static final Write RESERVATION_GONE =
            new Write.Delete(DocumentPath.of("inventory", "widget", "orders", "u"));
    private static final Write PAYMENT_GONE = new Write.Delete(DocumentPath.of("payments", "u"));
    private static final Write STOCK_GIVEN_BACK = new Write.Increment(WIDGET, Map.of("quantity", 50L));

    private final JanitorCompensation janitor = new JanitorCompensation(UNDOS);
    private final Changes changes = new Changes(NOW, path -> NOW);

    private static final Seen NOTHING_READ = new Found(NOW, Map.of());
    private static final Seen WITH_STOCK =
            new Found(NOW, Map.of(WIDGET, Optional.of(Map.of("quantity", 9_950L, "price_per_unit", 10L))));
    private static final Seen WITHOUT_STOCK = new Found(NOW, Map.of(WIDGET, Optional.empty()));

    private static Saga failedAt(String status) {
        return Sagas.failed(Sagas.at(status, new Order("u", "jack", "widget", 50)), "CANCELLED");
    }

    @Test
    void there_is_an_undo_for_each_stage_of_the_flow_and_no_other() {
        assertThat(UNDOS.stream().map(Undo::undoes).collect(toSet()))
                .isEqualTo(Flow.ORDERS.stages().stream().map(Stage::status).collect(toSet()));
    }

    @Test
    void has_nothing_to_undo_of_an_order_that_was_only_received() {
        assertThat(janitor.reads(failedAt("RECEIVED"))).isEmpty();
        assertThat(janitor.undo(failedAt("RECEIVED"), NOTHING_READ, changes)).isEqualTo("There was nothing to undo.");
        assertThat(changes.writes()).isEmpty();
    }

    @Test
    void takes_the_order_off_the_customers_list() {
        assertThat(janitor.reads(failedAt("ORDER_CREATED"))).isEmpty();
        assertThat(janitor.undo(failedAt("ORDER_CREATED"), NOTHING_READ, changes))
                .isEqualTo("Undone: the order.");
        assertThat(changes.writes()).containsExactly(ORDER_GONE);
    }

    @Test
    void gives_the_stock_back() {
        assertThat(janitor.reads(failedAt("INVENTORY_UPDATED"))).containsExactly(WIDGET);
        assertThat(janitor.undo(failedAt("INVENTORY_UPDATED"), WITH_STOCK, changes))
                .isEqualTo("Undone: the reservation, the order.");
        assertThat(changes.writes()).containsExactly(RESERVATION_GONE, STOCK_GIVEN_BACK, ORDER_GONE);
    }

    @Test
    void undoes_a_completed_order() {
        assertThat(janitor.reads(failedAt("PAYMENT_CREATED"))).containsExactly(WIDGET);
        assertThat(janitor.undo(failedAt("PAYMENT_CREATED"), WITH_STOCK, changes))
                .isEqualTo("Undone: the payment, the reservation, the order.");
        assertThat(changes.writes()).containsExactly(PAYMENT_GONE, RESERVATION_GONE, STOCK_GIVEN_BACK, ORDER_GONE);
    }

    @Test
    void takes_what_is_on_account_off_the_account() {
        var saga = onAccount();

        assertThat(janitor.reads(saga)).containsExactlyInAnyOrder(WIDGET, ACCOUNT);
        assertThat(janitor.undo(saga, withAccount(Optional.of(Map.of("open_balance", 700L))), changes))
                .isEqualTo("Undone: the payment, the reservation, the order.");
        assertThat(changes.writes())
                .startsWith(PAYMENT_GONE, new Write.Increment(ACCOUNT, Map.of("open_balance", -500L)));
    }

    @Test
    void an_account_that_is_gone_is_told_and_stops_nothing() {
        assertThat(janitor.undo(onAccount(), withAccount(Optional.empty()), changes))
                .isEqualTo("Undone: the payment (jack's account is gone, so it could not be taken off it),"
                        + " the reservation, the order.");
        assertThat(changes.writes()).containsExactly(PAYMENT_GONE, RESERVATION_GONE, STOCK_GIVEN_BACK, ORDER_GONE);
    }

    @Test
    void undoes_once_what_was_noted_again() {
        var saga = Sagas.at("INVENTORY_UPDATED", new Order("u", "jack", "widget", 50))
                .noted("operations", "Somebody was impatient.", NOW);

        assertThat(janitor.undo(Sagas.failed(saga, "CANCELLED"), WITH_STOCK, changes))
                .isEqualTo("Undone: the reservation, the order.");
        assertThat(changes.writes()).containsExactly(RESERVATION_GONE, STOCK_GIVEN_BACK, ORDER_GONE);
    }

    private static Saga onAccount() {
        var order = new Order("u", "jack", "widget", 50, Optional.empty(), Map.of("on_account", true));
        return Sagas.failed(Sagas.at("PAYMENT_CREATED", order), "CANCELLED");
    }

    private static Seen withAccount(Optional<Map<String, Object>> account) {
        return new Found(NOW, Map.of(WIDGET, WITH_STOCK.fields(WIDGET), ACCOUNT, account));
    }

    @Test
    void an_item_that_is_gone_is_told_and_stops_nothing() {
        assertThat(janitor.undo(failedAt("PAYMENT_CREATED"), WITHOUT_STOCK, changes))
                .isEqualTo("Undone: the payment,"
                        + " the reservation (widget is gone, so its stock could not be given back), the order.");
        assertThat(changes.writes()).containsExactly(PAYMENT_GONE, RESERVATION_GONE, ORDER_GONE);
    }
}
