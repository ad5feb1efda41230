package dev.ordersaga.operations.audit;

import java.time.Duration;

/**
 * How long an order may take.
 *
 * @param deadline the age at which an order on its way has failed
 * @param grace what is left beyond that to the relay, to undo, and to note that an event is published
 */
public record Limits(Duration deadline, Duration grace) {

    /** Everything has come to rest and no message is on its way. */
    public static final Limits AT_REST = new Limits(Duration.ZERO, Duration.ZERO);

    /** Anything may take any time: what is left must hold at every moment. */
    public static final Limits ANY_TIME = new Limits(Duration.ofDays(36_500), Duration.ofDays(36_500));
}
