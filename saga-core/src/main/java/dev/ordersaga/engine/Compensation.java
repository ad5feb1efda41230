package dev.ordersaga.engine;

import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.saga.Saga;
import java.util.Set;

/** Undoes whatever an order left behind. Total: something that is missing is told, and stops nothing. */
public interface Compensation {

    /** The service that does it, for the history. */
    String service();

    /** The documents that undoing needs to see. */
    Set<DocumentPath> reads(Saga saga);

    /** Adds what undoes the order to the changes, and tells in one sentence what was undone. */
    String undo(Saga saga, Seen seen, Changes changes);
}
