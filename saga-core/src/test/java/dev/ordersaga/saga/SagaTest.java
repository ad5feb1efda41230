package dev.ordersaga.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.saga.Saga.Entry;
import dev.ordersaga.saga.Saga.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SagaTest {

    private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");
    private static final Order ORDER = new Order("u", "jack", "widget", 50, Optional.of("null"), Map.of());
    private static final Entry RECEIVED =
            new Entry("RECEIVED", T0, "frontend-service", Optional.empty(), "The order was received.");
    private static final Entry FAILED =
            new Entry("FAILED", at(1), "order-service", Optional.of("UNKNOWN_USER"), "There is no customer jack.");
    private static final Entry COMPENSATED = new Entry(
            "COMPENSATED", at(2), "janitor-service", Optional.of("UNKNOWN_USER"), "There was nothing to undo.");

    private static final Saga RECEIVED_SAGA =
            Saga.received(ORDER, new Transition("frontend-service", "The order was received.", T0, at(30)));
    private static final Saga FAILED_SAGA = RECEIVED_SAGA.failed(
            "UNKNOWN_USER", new Transition("order-service", "There is no customer jack.", at(1), at(31)));
    private static final Saga COMPENSATED_SAGA =
            FAILED_SAGA.compensated(new Transition("janitor-service", "There was nothing to undo.", at(2), at(32)));

    private static Instant at(long seconds) {
        return T0.plusSeconds(seconds);
    }

    @Test
    void starts_received_unpublished_and_with_a_time_to_wake() {
        assertThat(RECEIVED_SAGA)
                .isEqualTo(new Saga(
                        ORDER,
                        "RECEIVED",
                        Optional.empty(),
                        "The order was received.",
                        List.of(RECEIVED),
                        1,
                        true,
                        Optional.of(at(30)),
                        0,
                        Optional.empty()));
    }

    @Test
    void advances_with_what_the_step_found() {
        var next = RECEIVED_SAGA
                .claimed(at(60))
                .advanced(
                        "INVENTORY_UPDATED",
                        Map.of("price_per_unit", 10L),
                        new Transition("inventory-service", "50 of widget are reserved.", at(61), at(91)));

        assertThat(next)
                .isEqualTo(new Saga(
                        new Order("u", "jack", "widget", 50, Optional.of("null"), Map.of("price_per_unit", 10L)),
                        "INVENTORY_UPDATED",
                        Optional.empty(),
                        "50 of widget are reserved.",
                        List.of(
                                RECEIVED,
                                new Entry(
                                        "INVENTORY_UPDATED",
                                        at(61),
                                        "inventory-service",
                                        Optional.empty(),
                                        "50 of widget are reserved.")),
                        3,
                        true,
                        Optional.of(at(91)),
                        0,
                        Optional.empty()));
    }

    @Test
    void fails_with_a_reason() {
        assertThat(FAILED_SAGA)
                .isEqualTo(new Saga(
                        ORDER,
                        "FAILED",
                        Optional.of("UNKNOWN_USER"),
                        "There is no customer jack.",
                        List.of(RECEIVED, FAILED),
                        2,
                        true,
                        Optional.of(at(31)),
                        0,
                        Optional.empty()));
    }

    @Test
    void keeps_the_reason_when_compensated() {
        assertThat(COMPENSATED_SAGA)
                .isEqualTo(new Saga(
                        ORDER,
                        "COMPENSATED",
                        Optional.of("UNKNOWN_USER"),
                        "There was nothing to undo.",
                        List.of(RECEIVED, FAILED, COMPENSATED),
                        3,
                        true,
                        Optional.of(at(32)),
                        0,
                        Optional.empty()));
    }

    @Test
    void the_mark_of_a_tombstone_ends_its_waking_and_lets_it_expire() {
        var expireAt = T0.plus(Duration.ofDays(60));
        assertThat(COMPENSATED_SAGA.marked(Optional.of(expireAt)))
                .isEqualTo(new Saga(
                        ORDER,
                        "COMPENSATED",
                        Optional.of("UNKNOWN_USER"),
                        "There was nothing to undo.",
                        List.of(RECEIVED, FAILED, COMPENSATED),
                        4,
                        false,
                        Optional.empty(),
                        0,
                        Optional.of(expireAt)));
    }

    @Test
    void a_claim_moves_only_the_time_to_wake_and_the_count() {
        assertThat(FAILED_SAGA.claimed(at(90)).claimed(at(200)))
                .isEqualTo(new Saga(
                        ORDER,
                        "FAILED",
                        Optional.of("UNKNOWN_USER"),
                        "There is no customer jack.",
                        List.of(RECEIVED, FAILED),
                        4,
                        true,
                        Optional.of(at(200)),
                        2,
                        Optional.empty()));
    }

    @Test
    void a_marked_saga_that_changes_is_unpublished_and_wakes_again() {
        var cancelled = RECEIVED_SAGA
                .advanced("PAYMENT_CREATED", Map.of(), new Transition("payment-service", "Paid.", at(3), at(33)))
                .marked(Optional.of(at(1_000)))
                .failed("CANCELLED", new Transition("frontend-service", "Taken back.", at(50), at(80)));

        assertThat(cancelled.unpublished()).isTrue();
        assertThat(cancelled.wakeAt()).contains(at(80));
        assertThat(cancelled.expireAt()).isEmpty();
        assertThat(cancelled.version()).isEqualTo(4);
    }

    @Test
    void each_change_is_a_new_version() {
        assertThat(List.of(RECEIVED_SAGA, FAILED_SAGA, COMPENSATED_SAGA, COMPENSATED_SAGA.marked(Optional.empty())))
                .extracting(Saga::version)
                .containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void knows_what_it_has_come_to_and_what_it_is() {
        assertThat(FAILED_SAGA.reached("RECEIVED")).isTrue();
        assertThat(FAILED_SAGA.reached("FAILED")).isTrue();
        assertThat(FAILED_SAGA.reached("COMPENSATED")).isFalse();
        assertThat(FAILED_SAGA.is("FAILED")).isTrue();
        assertThat(FAILED_SAGA.is("RECEIVED")).isFalse();
    }

    @Test
    void nobody_changes_its_history_from_outside() {
        var history = new ArrayList<>(List.of(RECEIVED));
        var saga = new Saga(
                ORDER, "RECEIVED", Optional.empty(), "", history, 1, true, Optional.empty(), 0, Optional.empty());
        history.clear();

        assertThat(saga.history()).containsExactly(RECEIVED);
        assertThatThrownBy(() -> saga.history().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
