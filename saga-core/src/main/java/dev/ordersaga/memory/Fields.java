package dev.ordersaga.memory;

import dev.ordersaga.port.DocumentsException;
import dev.ordersaga.port.DocumentsException.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Field values as a database keeps them: copies, whole numbers as {@code Long}, timestamps in microseconds. */
final class Fields {

    private Fields() {}

    static Map<String, Object> stored(Map<String, Object> fields) {
        var stored = new LinkedHashMap<String, Object>();
        fields.forEach((name, value) -> stored.put(name, stored(value)));
        return stored;
    }

    /** About as many bytes as Firestore counts. */
    static long bytes(Object value) {
        if (value instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8).length + 1L;
        }
        if (value instanceof List<?> list) {
            return list.stream().mapToLong(Fields::bytes).sum();
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .mapToLong(field -> bytes(field.getKey()) + bytes(field.getValue()))
                    .sum();
        }
        return Long.BYTES;
    }

    private static Object stored(Object value) {
        if (value == null || value instanceof String || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Long || value instanceof Double) {
            return value;
        }
        if (value instanceof Integer number) {
            return number.longValue();
        }
        if (value instanceof Instant instant) {
            return instant.truncatedTo(ChronoUnit.MICROS);
        }
        if (value instanceof List<?> list) {
            var members = new ArrayList<Object>();
            list.forEach(member -> members.add(stored(member)));
            return Collections.unmodifiableList(members);
        }
        if (value instanceof Map<?, ?> map) {
            var members = new LinkedHashMap<String, Object>();
            map.forEach((name, member) -> members.put((String) name, stored(member)));
            return Collections.unmodifiableMap(members);
        }
        throw new DocumentsException(Kind.BAD_REQUEST, "not a field value: " + value.getClass());
    }
}
