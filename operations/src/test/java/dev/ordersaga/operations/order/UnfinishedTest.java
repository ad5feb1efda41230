package dev.ordersaga.operations.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.port.Document;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.saga.Saga.Transition;
import dev.ordersaga.saga.SagaDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnfinishedTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:04:00Z");
    private static final Duration WAKE_AFTER = Duration.ofSeconds(30);

    private final Unfinished unfinished = new Unfinished(Flow.ORDERS, NOW, WAKE_AFTER, 2);

    private static Transition at(Instant at) {
        return new Transition("some-service", "It happened.", at, at.plusSeconds(40));
    }

    private static Saga received(String uuid, Instant at) {
        return Saga.received(new Order(uuid, "jack", "widget", 1), at(at));
    }

    private void see(Saga saga) {
        var uuid = saga.order().uuid();
        unfinished.see(new Document(
                DocumentPath.of("sagas", uuid), SagaDocument.fields(saga), saga.receivedAt(), saga.receivedAt()));
    }

    @Test
    void nothing_is_told_of_nothing() {
        assertThat(unfinished.lines()).containsExactly("unfinished  0", "stuck       0");
    }

    @Test
    void one_that_has_just_come_is_not_stuck() {
        see(received("young", NOW.minusSeconds(30)));

        assertThat(unfinished.lines()).containsExactly("unfinished  1, the oldest young, 30 s old", "stuck       0");
    }

    @Test
    void one_that_had_to_be_published_again_is_stuck_and_its_line_tells_what_it_waits_for() {
        see(received("order", NOW.minusSeconds(5))
                .advanced("ORDER_CREATED", Map.of(), at(NOW.minusSeconds(5)))
                .claimed(NOW.plusSeconds(10))
                .claimed(NOW.plusSeconds(20))
                .claimed(NOW.plusSeconds(100)));

        assertThat(unfinished.lines())
                .endsWith(
                        "stuck       1",
                        "order waiting for inventory-service since 12:03:55, published 4 times, next at 12:05:40");
    }

    @Test
    void one_that_lies_still_is_stuck_though_nobody_has_looked_at_it() {
        see(received("order", NOW.minusSeconds(60)));

        assertThat(unfinished.lines())
                .endsWith("order waiting for order-service since 12:03:00, published once, next was due at 12:03:40");
    }

    @Test
    void a_failed_one_waits_for_the_janitor_and_one_at_rest_for_its_note() {
        var yesterday = NOW.minus(Duration.ofDays(1));
        see(received("failed", yesterday).failed("WHY", at(NOW.minusSeconds(50))));
        see(received("undone", yesterday)
                .failed("WHY", at(NOW.minusSeconds(50)))
                .compensated(at(NOW.minusSeconds(40)))
                .claimed(NOW.plus(Duration.ofDays(1))));

        assertThat(unfinished.lines())
                .containsExactly(
                        "unfinished  2, the oldest failed, 1 d 0 h old",
                        "stuck       2",
                        "failed waiting for janitor-service since 12:03:10, published once, next was due at 12:03:50",
                        "undone waiting for the note that COMPENSATED is published since 12:03:20, published 2 times,"
                                + " next at 2026-03-02 12:04:00");
    }

    /** However long ago it was placed. */
    @Test
    void a_complete_one_that_is_taken_back_is_as_old_as_that() {
        var yesterday = NOW.minus(Duration.ofDays(1));
        see(received("refund", yesterday)
                .advanced("ORDER_CREATED", Map.of(), at(yesterday))
                .advanced("INVENTORY_UPDATED", Map.of(), at(yesterday))
                .advanced("PAYMENT_CREATED", Map.of(), at(yesterday))
                .failed("CANCELLED", at(NOW.minusSeconds(3))));

        assertThat(unfinished.lines()).containsExactly("unfinished  1, the oldest refund, 3 s old", "stuck       0");
    }

    @Test
    void the_longest_stuck_are_told_and_the_others_counted() {
        see(received("second", NOW.minusSeconds(200)));
        see(received("fourth", NOW.minusSeconds(60)));
        see(received("first", NOW.minusSeconds(300)));
        see(received("third", NOW.minusSeconds(100)));
        unfinished.notAll();

        assertThat(unfinished.lines())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("unfinished  at least 4, the oldest first, 5 min 0 s old"),
                        line -> assertThat(line).isEqualTo("stuck       at least 4"),
                        line -> assertThat(line).startsWith("first waiting"),
                        line -> assertThat(line).startsWith("second waiting"),
                        line -> assertThat(line).isEqualTo("and at least 2 more"));
    }

    @Test
    void one_that_cannot_be_understood_is_told_and_hides_nobody() {
        unfinished.see(new Document(DocumentPath.of("sagas", "odd"), Map.of("wake_at", NOW), NOW, NOW));
        see(received("stuck", NOW.minusSeconds(60)));

        assertThat(unfinished.lines())
                .startsWith(
                        "unfinished  2, the oldest stuck, 1 min 0 s old",
                        "stuck       2",
                        "odd cannot be understood: a saga document without user")
                .hasSize(4);
    }

    @Test
    void one_whose_status_another_version_has_is_told_and_hides_nobody() {
        see(received("new", NOW.minusSeconds(90)).advanced("PARCEL_SENT", Map.of(), at(NOW.minusSeconds(90))));
        see(received("stuck", NOW.minusSeconds(60)));

        assertThat(unfinished.lines())
                .startsWith(
                        "unfinished  2, the oldest stuck, 1 min 0 s old",
                        "stuck       2",
                        "new cannot be understood: its status PARCEL_SENT is unknown to this version")
                .hasSize(4);
    }
}
