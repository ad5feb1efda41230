package dev.ordersaga.datainit;

import dev.ordersaga.flow.Names;
import dev.ordersaga.port.DocumentPath;
import java.time.Instant;
import java.util.Map;

/** What data-init puts into a new shop. */
public final class Seeds {

    private Seeds() {}

    public static Map<DocumentPath, Map<String, Object>> documents(Names names, Instant now) {
        return Seed.documents(names, now);
    }
}
