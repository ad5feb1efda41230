package dev.ordersaga.port;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A document as it was read. Field values are {@code String}, {@code Long}, {@code Double}, {@code Boolean},
 * {@link Instant} (microseconds), {@code List}, {@code Map} or null.
 *
 * @param createdAt when it was created, by the database's clock
 * @param updatedAt when it was last changed, by the database's clock: the guard of {@link Write.Update}
 */
public record Document(DocumentPath path, Map<String, Object> fields, Instant createdAt, Instant updatedAt) {

    public Document {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
