package dev.ordersaga.engine;

import dev.ordersaga.port.DocumentPath;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The documents as a decision finds them: as they were read, with what the batch's earlier decisions changed. */
public interface Seen {

    /** The fields of a document; empty when it does not exist. Only documents asked for can be seen. */
    Optional<Map<String, Object>> fields(DocumentPath path);

    /** The database's clock when they were read. */
    Instant now();
}
