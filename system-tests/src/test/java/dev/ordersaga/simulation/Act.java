package dev.ordersaga.simulation;

import dev.ordersaga.port.Message;
import dev.ordersaga.saga.Order;
import java.time.Duration;

/** Something that people outside do. */
sealed interface Act {

    /** When, from the beginning. */
    Duration at();

    /**
     * A customer orders.
     *
     * @param fate what becomes of the order if nobody takes it back and nothing holds it up for too long: the reason
     *     of its failure, or an empty text when it is done; a question mark when that depends on the others
     */
    record Place(Duration at, String frontend, Order order, String fate) implements Act {}

    /** A customer takes an order back, whether it is there already or not. */
    record Cancel(Duration at, String frontend, String uuid) implements Act {}

    /** An operator settles an order, whether it is there and complete already or not. */
    record Settle(Duration at, String frontend, String uuid) implements Act {}

    /** An operator wants an order to move on. */
    record Retry(Duration at, String frontend, String uuid) implements Act {}

    /** Somebody publishes a message by hand. */
    record Publish(Duration at, String topic, String uuid, Message message) implements Act {}
}
