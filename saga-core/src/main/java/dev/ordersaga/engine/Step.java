package dev.ordersaga.engine;

import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.Outcome;
import java.util.Set;

/**
 * A participant's part in the saga: what it reads, how it decides, what it writes. The engine does everything else, and
 * may call these any number of times for one order: none of them has effects of its own.
 *
 * @param <R> the record it keeps of an order it accepts
 */
public interface Step<R> {

    /** The service, as the flow names it. */
    String service();

    /** The documents that the decision needs to see; told from the order's user and item alone. */
    Set<DocumentPath> reads(Order order);

    /** Yes or no, from the order and the documents asked for. */
    Outcome<R> decide(Order order, Seen seen);

    /** What is written for an order that was accepted, in the same commit that moves the saga on. */
    void write(R accepted, Changes changes);
}
