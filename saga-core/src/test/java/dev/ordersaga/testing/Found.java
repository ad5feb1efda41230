package dev.ordersaga.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.engine.Seen;
import dev.ordersaga.port.DocumentPath;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Documents as a decision finds them; none may be asked for that is not here. */
public record Found(Instant now, Map<DocumentPath, Optional<Map<String, Object>>> documents) implements Seen {

    @Override
    public Optional<Map<String, Object>> fields(DocumentPath path) {
        assertThat(documents).containsKey(path);
        return documents.get(path);
    }
}
