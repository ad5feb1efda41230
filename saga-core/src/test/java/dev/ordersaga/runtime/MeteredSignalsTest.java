package dev.ordersaga.runtime;

import static dev.ordersaga.testing.Sagas.AT;
import static dev.ordersaga.testing.Sagas.WAKE_AT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.saga.Saga.Transition;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MeteredSignalsTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MeteredSignals signals = new MeteredSignals(meters, Flow.ORDERS, Traces.none());

    private static Transition after(long seconds) {
        return new Transition("some-service", "Something happened.", AT.plusSeconds(seconds), WAKE_AT);
    }

    private static Saga received() {
        return Saga.received(new Order("uuid", "jack", "widget", 1), after(0));
    }

    private static Saga complete() {
        return received()
                .advanced("ORDER_CREATED", Map.of(), after(1))
                .advanced("INVENTORY_UPDATED", Map.of(), after(3))
                .advanced("PAYMENT_CREATED", Map.of(), after(7));
    }

    private double sagas(String status, String reason) {
        return meters.get("ordersaga.sagas")
                .tags("status", status, "reason", reason)
                .counter()
                .count();
    }

    private double seconds(String timer, String status) {
        return meters.get(timer).tag("status", status).timer().totalTime(TimeUnit.SECONDS);
    }

    @Test
    void what_is_watched_for_is_there_before_it_happens() {
        assertThat(sagas("RECEIVED", "none")).isZero();
        assertThat(sagas("PAYMENT_CREATED", "none")).isZero();
        assertThat(sagas("FAILED", "TIMED_OUT")).isZero();
        assertThat(sagas("COMPENSATED", "other")).isZero();
        assertThat(meters.find("ordersaga.sagas")
                        .tags("status", "FAILED", "reason", "other")
                        .counters())
                .isEmpty();

        signals.listening("frontend");

        assertThat(meters.get("ordersaga.dead.letters")
                        .tag("topic", "frontend")
                        .counter()
                        .count())
                .isZero();
    }

    @Test
    void an_order_counts_by_what_it_comes_to_and_why() {
        signals.reached(received(), "none");
        signals.reached(received().failed("TIMED_OUT", after(5)), "TIMED_OUT");

        assertThat(sagas("RECEIVED", "none")).isEqualTo(1);
        assertThat(sagas("FAILED", "TIMED_OUT")).isEqualTo(1);
    }

    @Test
    void a_complete_order_tells_how_long_it_took_and_its_last_step() {
        signals.reached(complete(), "none");

        assertThat(seconds("ordersaga.step", "PAYMENT_CREATED")).isEqualTo(4);
        assertThat(seconds("ordersaga.saga", "PAYMENT_CREATED")).isEqualTo(7);
    }

    @Test
    void an_order_under_way_tells_its_last_step() {
        signals.reached(received().advanced("ORDER_CREATED", Map.of(), after(2)), "none");

        assertThat(seconds("ordersaga.step", "ORDER_CREATED")).isEqualTo(2);
        assertThat(meters.find("ordersaga.saga").timers()).isEmpty();
    }

    @Test
    void an_order_just_received_has_taken_no_time() {
        signals.reached(received(), "none");

        assertThat(meters.find("ordersaga.step").timers()).isEmpty();
    }

    @Test
    void an_order_that_is_taken_back_long_after_it_was_complete_has_taken_no_longer() {
        var failed = complete().failed("CANCELLED", after(1_000_000));
        signals.reached(failed, "CANCELLED");
        signals.reached(failed.compensated(after(1_000_001)), "CANCELLED");

        assertThat(meters.find("ordersaga.step").timers()).isEmpty();
        assertThat(meters.find("ordersaga.saga").timers()).isEmpty();
        assertThat(sagas("COMPENSATED", "CANCELLED")).isEqualTo(1);
    }

    @Test
    void an_order_that_fails_and_is_undone_in_one_write_has_taken_no_step() {
        signals.reached(received().failed("WHATEVER", after(4)).compensated(after(4)), "other");

        assertThat(meters.find("ordersaga.step").timers()).isEmpty();
        assertThat(seconds("ordersaga.saga", "COMPENSATED")).isEqualTo(4);
    }

    @Test
    void dead_letters_count_by_topic() {
        signals.deadLetter("error");

        assertThat(meters.get("ordersaga.dead.letters")
                        .tag("topic", "error")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void nobody_is_unfinished_before_somebody_has_looked() {
        assertThat(meters.find("ordersaga.unfinished").gauges()).isEmpty();

        signals.unfinished(3, Duration.ofMillis(1_500));
        signals.unfinished(2, Duration.ofMillis(2_500));

        assertThat(meters.get("ordersaga.unfinished").gauge().value()).isEqualTo(2);
        assertThat(meters.get("ordersaga.oldest.unfinished.seconds").gauge().value())
                .isEqualTo(2.5);

        signals.unfinishedUnknown();

        assertThat(meters.get("ordersaga.unfinished").gauge().value()).isNaN();
        assertThat(meters.get("ordersaga.oldest.unfinished.seconds").gauge().value())
                .isNaN();
    }
}
