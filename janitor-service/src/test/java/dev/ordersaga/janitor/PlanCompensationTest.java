package dev.ordersaga.janitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.flow.Names;
import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.testing.Sagas;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanCompensationTest {

    private static final Undo ORDER = new UndoOrder(Names.standard());
    private static final Undo RESERVATION = new UndoReservation(Names.standard());
    private static final Undo PAYMENT = new UndoPayment(Names.standard());
    private static final Map<String, Undo> ALL =
            Map.of(ORDER.undoes(), ORDER, RESERVATION.undoes(), RESERVATION, PAYMENT.undoes(), PAYMENT);

    private static List<Undo> plan(Saga saga) {
        return PlanCompensation.decide(saga, ALL);
    }

    private static Saga at(String status) {
        return Sagas.at(status, new Order("u", "jack", "widget", 50));
    }

    private static Saga failedAt(String status) {
        return Sagas.failed(at(status), "CANCELLED");
    }

    @Test
    void undoes_nothing_of_an_order_that_was_only_received() {
        assertThat(plan(failedAt("RECEIVED"))).isEmpty();
    }

    @Test
    void undoes_only_the_order() {
        assertThat(plan(failedAt("ORDER_CREATED"))).containsExactly(ORDER);
    }

    @Test
    void undoes_the_reservation_before_the_order() {
        assertThat(plan(failedAt("INVENTORY_UPDATED"))).containsExactly(RESERVATION, ORDER);
    }

    @Test
    void undoes_a_completed_order_newest_first() {
        assertThat(plan(failedAt("PAYMENT_CREATED"))).containsExactly(PAYMENT, RESERVATION, ORDER);
    }

    @Test
    void goes_by_the_history_and_not_by_the_status() {
        assertThat(plan(at("INVENTORY_UPDATED"))).containsExactly(RESERVATION, ORDER);
        assertThat(plan(Sagas.published(failedAt("PAYMENT_CREATED")).claimed(Sagas.WAKE_AT)))
                .containsExactly(PAYMENT, RESERVATION, ORDER);
    }

    @Test
    void passes_over_a_status_that_nobody_knows_to_undo() {
        assertThat(PlanCompensation.decide(failedAt("PAYMENT_CREATED"), Map.of(ORDER.undoes(), ORDER)))
                .containsExactly(ORDER);
    }
}
