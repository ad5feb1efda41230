package dev.ordersaga.engine;

import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.saga.Saga;
import java.util.Set;

/** Closes the books on a complete order. Total, as {@link Compensation} is: something missing is told, and stops nothing. */
public interface Settlement {

    /** The service that does it, for the history. */
    String service();

    /** The documents that settling needs to see. */
    Set<DocumentPath> reads(Saga saga);

    /** Adds what settles the order to the changes, and tells in one sentence what was done. */
    String settle(Saga saga, Seen seen, Changes changes);
}
