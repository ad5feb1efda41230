package dev.ordersaga.saga;

import static dev.ordersaga.flow.Flow.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.saga.Protocol.Action;
import dev.ordersaga.testing.Sagas;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolTest {

    private static final Duration DEADLINE = Duration.ofMinutes(5);
    private static final Duration YOUNG = DEADLINE.minusNanos(1);
    private static final Order ORDER = new Order("00000000-0000-4000-8000-000000000001", "jack", "widget", 50);

    private final Protocol protocol = new Protocol(ORDERS, DEADLINE);

    /** The whole protocol. The columns after the saga: a message for each step, one on error, cancel, settle, retry, a sweep. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
            saga                                | order-service  | inventory-service | payment-service | error          | cancel         | settle         | retry          | wake, young | wake, old
            absent                              | REJECT_UNKNOWN | REJECT_UNKNOWN    | REJECT_UNKNOWN  | REJECT_UNKNOWN | REJECT_UNKNOWN | REJECT_UNKNOWN | REJECT_UNKNOWN | DROP        | DROP
            RECEIVED                            | DECIDE         | REJECT_EARLY      | REJECT_EARLY    | UNDO           | FAIL           | DROP           | CLAIM          | CLAIM       | FAIL
            ORDER_CREATED                       | PUBLISH_AGAIN  | DECIDE            | REJECT_EARLY    | UNDO           | FAIL           | DROP           | CLAIM          | CLAIM       | FAIL
            INVENTORY_UPDATED                   | DROP           | PUBLISH_AGAIN     | DECIDE          | UNDO           | FAIL           | DROP           | CLAIM          | CLAIM       | FAIL
            FAILED                              | PUBLISH_AGAIN  | PUBLISH_AGAIN     | PUBLISH_AGAIN   | UNDO           | DROP           | DROP           | CLAIM          | CLAIM       | CLAIM
            PAYMENT_CREATED unpublished         | DROP           | DROP              | PUBLISH_AGAIN   | UNDO           | FAIL           | SETTLE         | CLAIM          | CLAIM       | CLAIM
            PAYMENT_CREATED published           | DROP           | DROP              | DROP            | UNDO           | FAIL           | SETTLE         | DROP           | DROP        | DROP
            PAYMENT_CREATED settled unpublished | DROP           | DROP              | PUBLISH_AGAIN   | REJECT_SETTLED | REJECT_SETTLED | DROP           | CLAIM          | CLAIM       | CLAIM
            PAYMENT_CREATED settled published   | DROP           | DROP              | DROP            | REJECT_SETTLED | REJECT_SETTLED | DROP           | DROP           | DROP        | DROP
            COMPENSATED unpublished             | DROP           | DROP              | DROP            | PUBLISH_AGAIN  | DROP           | DROP           | CLAIM          | CLAIM       | CLAIM
            COMPENSATED published               | DROP           | DROP              | DROP            | DROP           | DROP           | DROP           | DROP           | DROP        | DROP
            """)
    void says_what_to_do(
            String state,
            Action order,
            Action inventory,
            Action payment,
            Action error,
            Action cancel,
            Action settle,
            Action retry,
            Action young,
            Action old) {
        var saga = saga(state);
        assertThat(protocol.onMessage(saga, ORDERS.stage("order-service"))).isEqualTo(order);
        assertThat(protocol.onMessage(saga, ORDERS.stage("inventory-service"))).isEqualTo(inventory);
        assertThat(protocol.onMessage(saga, ORDERS.stage("payment-service"))).isEqualTo(payment);
        assertThat(protocol.onError(saga)).isEqualTo(error);
        assertThat(protocol.onCancel(saga)).isEqualTo(cancel);
        assertThat(protocol.onSettle(saga)).isEqualTo(settle);
        assertThat(protocol.onRetry(saga)).isEqualTo(retry);
        assertThat(protocol.onWake(saga, Sagas.WAKE_AT, YOUNG)).isEqualTo(young);
        assertThat(protocol.onWake(saga, Sagas.WAKE_AT, DEADLINE)).isEqualTo(old);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "absent",
                "RECEIVED",
                "ORDER_CREATED",
                "INVENTORY_UPDATED",
                "FAILED",
                "PAYMENT_CREATED unpublished",
                "PAYMENT_CREATED published",
                "COMPENSATED unpublished",
                "COMPENSATED published"
            })
    void lets_a_saga_lie_whose_time_to_wake_has_not_come(String state) {
        var before = Sagas.WAKE_AT.minusNanos(1_000);
        assertThat(protocol.onWake(saga(state), before, DEADLINE.multipliedBy(100)))
                .isEqualTo(Action.DROP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RECEIVED", "ORDER_CREATED", "INVENTORY_UPDATED", "PAYMENT_CREATED"})
    void treats_a_failure_alike_wherever_it_happened(String status) {
        var failed = Optional.of(Sagas.failed(Sagas.at(status, ORDER), "CANCELLED"));

        for (var stage : ORDERS.stages()) {
            assertThat(protocol.onMessage(failed, stage)).isEqualTo(Action.PUBLISH_AGAIN);
        }
        assertThat(protocol.onError(failed)).isEqualTo(Action.UNDO);
        assertThat(protocol.onWake(failed, Sagas.WAKE_AT, DEADLINE.multipliedBy(100)))
                .isEqualTo(Action.CLAIM);
    }

    @Test
    void never_gives_up_a_completed_order_that_is_not_known_to_be_published() {
        assertThat(protocol.onWake(
                        saga("PAYMENT_CREATED unpublished"),
                        Sagas.WAKE_AT.plus(Duration.ofDays(9)),
                        Duration.ofDays(9)))
                .isEqualTo(Action.CLAIM);
    }

    private static Optional<Saga> saga(String state) {
        if (state.equals("absent")) {
            return Optional.empty();
        }
        var words = state.split(" ");
        var saga = saga(words[0], Sagas.at("INVENTORY_UPDATED", ORDER));
        if (state.contains(" settled ")) {
            saga = saga.settled("frontend-service", "The payment was settled.", Sagas.AT);
        }
        return Optional.of(state.endsWith(" published") ? Sagas.published(saga) : saga);
    }

    private static Saga saga(String status, Saga before) {
        return switch (status) {
            case "FAILED" -> Sagas.failed(before, "PAYMENT_ERROR");
            case "COMPENSATED" -> Sagas.compensated(saga("FAILED", before));
            default -> Sagas.at(status, ORDER);
        };
    }
}
