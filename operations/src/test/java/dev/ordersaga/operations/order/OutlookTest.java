package dev.ordersaga.operations.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Names;
import dev.ordersaga.operations.audit.Audit;
import dev.ordersaga.operations.audit.Limits;
import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.saga.Saga.Transition;
import dev.ordersaga.testing.Sagas;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutlookTest {

    private static final Names NAMES = Names.standard();
    private static final Order ORDER = new Order("uuid", "jack", "widget", 5);
    private static final Audit AUDIT = Audit.of(NAMES, Flow.ORDERS, Limits.ANY_TIME);

    private Instant now = Sagas.AT.plusSeconds(60);

    private List<String> outlook(Saga saga) {
        return new Outlook(Flow.ORDERS, NAMES, Duration.ofMinutes(5), new Moments(now))
                .of(new Waiting(saga, Sagas.AT), AUDIT.explained(saga));
    }

    @Test
    void an_order_on_its_way_waits_for_a_service_and_has_a_deadline() {
        assertThat(outlook(Sagas.at("INVENTORY_UPDATED", ORDER).claimed(now.plusSeconds(20))))
                .containsExactly(
                        "payment-service is waited for, which reads inventory-updated.",
                        "If it still waits at 10:01:20, janitor-service publishes it on inventory-updated again.",
                        "Its time is up at 10:05:00: then it fails with TIMED_OUT.",
                        "If it failed now, this would be undone: inventory/widget/orders/uuid, users/jack/orders/uuid.");
    }

    @Test
    void one_that_will_not_be_published_again_before_its_time_is_up_is_not_promised_that() {
        assertThat(outlook(Sagas.at("RECEIVED", ORDER)))
                .containsExactly(
                        "order-service is waited for, which reads frontend.",
                        "Its time is up at 10:05:00: then it fails with TIMED_OUT.",
                        "If it failed now, there would be nothing to undo.");
    }

    @Test
    void nobody_having_looked_when_it_was_time_is_told() {
        assertThat(outlook(Sagas.at("RECEIVED", ORDER).claimed(now)))
                .contains("janitor-service was to publish it on frontend again at 10:01:00, and has not yet.");

        now = Sagas.AT.plusSeconds(300);
        assertThat(outlook(Sagas.at("RECEIVED", ORDER).claimed(now)))
                .contains("Its time was up at 10:05:00: janitor-service fails it with TIMED_OUT when it next looks.");
    }

    @Test
    void a_failed_one_is_to_be_undone() {
        assertThat(outlook(Sagas.failed(Sagas.at("ORDER_CREATED", ORDER), "WHY").claimed(now.plusSeconds(20))))
                .containsExactly(
                        "janitor-service is to undo this: users/jack/orders/uuid.",
                        "If it still waits at 10:01:20, janitor-service publishes it on error again.");
        assertThat(outlook(Sagas.failed(Sagas.at("RECEIVED", ORDER), "WHY")))
                .startsWith("janitor-service has nothing to undo, and brings it to COMPENSATED.");
    }

    @Test
    void one_at_rest_whose_event_is_not_known_to_be_published_is_published_again() {
        assertThat(outlook(Sagas.at("PAYMENT_CREATED", ORDER).claimed(now.plusSeconds(20))))
                .containsExactly(
                        "It is not known to be published on payment-created.",
                        "If it still waits at 10:01:20, janitor-service publishes it on payment-created again.");
    }

    @Test
    void of_a_status_that_another_version_has_nothing_is_said() {
        var saga = Sagas.at("ORDER_CREATED", ORDER)
                .advanced("PARCEL_SENT", Map.of(), new Transition("parcel-service", "It is sent.", Sagas.AT, now));

        assertThat(outlook(saga)).containsExactly("Its status is unknown to this version.");
    }

    @Test
    void nothing_happens_to_one_at_rest() {
        var complete = Sagas.published(Sagas.at("PAYMENT_CREATED", ORDER));
        var undone = Sagas.compensated(Sagas.failed(Sagas.at("RECEIVED", ORDER), "WHY"));

        assertThat(outlook(complete))
                .containsExactly("Nothing: it is at rest. A cancel, or a report on error, would have this undone:"
                        + " payments/uuid, inventory/widget/orders/uuid, users/jack/orders/uuid.");
        assertThat(outlook(complete.settled("frontend-service", "Paid.", Sagas.AT)))
                .containsExactly("Nothing: it is at rest, and settled, so that nothing undoes it any more.");
        assertThat(outlook(undone.marked(Optional.of(Instant.parse("2026-05-01T10:00:00Z")))))
                .containsExactly(
                        "Nothing: it is at rest, and undone. What is known of it may be purged from 2026-05-01 10:00:00"
                                + " on.");
    }
}
