package dev.ordersaga.janitor;

import dev.ordersaga.engine.Changes;
import dev.ordersaga.engine.Seen;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.saga.Order;
import java.util.Set;

/** How one participant's part is undone. */
interface Undo {

    /** The status that tells that the participant did its part. */
    String undoes();

    /** The documents that undoing needs to see. */
    default Set<DocumentPath> reads(Order order) {
        return Set.of();
    }

    /** Adds what undoes it to the changes, and tells what that was, as the end of the sentence "Undone: …". */
    String undo(Order order, Seen seen, Changes changes);
}
