package dev.ordersaga.testing;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.saga.Saga.Transition;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Sagas as the services leave them. */
public final class Sagas {

    /** When everything in them happened. */
    public static final Instant AT = Instant.parse("2026-03-01T10:00:00.123456Z");

    /** When the janitor looks at them: no test lives to see it. */
    public static final Instant WAKE_AT = Instant.parse("2100-01-01T00:00:00Z");

    /** What a unit costs. */
    public static final long PRICE = 10;

    private Sagas() {}

    /** A saga that has come to this status, each step before it having said yes. */
    public static Saga at(String status, Order order) {
        var saga = Saga.received(order, by("frontend-service", "The order was received."));
        for (var stage : Flow.ORDERS.stages().subList(0, Flow.ORDERS.progress(status))) {
            saga = saga.advanced(
                    stage.status(),
                    facts(stage.status(), order),
                    by(stage.service(), "The order came to " + stage.status() + "."));
        }
        return saga;
    }

    public static Saga failed(Saga saga, String reason) {
        return saga.failed(reason, by("some-service", "It failed with " + reason + "."));
    }

    public static Saga compensated(Saga saga) {
        return saga.compensated(by("janitor-service", "All is undone."));
    }

    /** The saga with its event known to be published. */
    public static Saga published(Saga saga) {
        return saga.marked(saga.is(Flow.COMPENSATED) ? Optional.of(WAKE_AT) : Optional.empty());
    }

    public static Transition by(String service, String detail) {
        return new Transition(service, detail, AT, WAKE_AT);
    }

    private static Map<String, Object> facts(String status, Order order) {
        return switch (status) {
            case "INVENTORY_UPDATED" -> Map.of("price_per_unit", PRICE);
            case "PAYMENT_CREATED" -> Map.of("total_invoice", PRICE * order.quantity());
            default -> Map.of();
        };
    }
}
