package dev.ordersaga.saga;

import dev.ordersaga.saga.Saga.Entry;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A saga as the fields of its document, and back. */
public final class SagaDocument {

    /** Into how many parts the sagas are divided, so that the index over {@code wake_at} has no single hot end. */
    public static final int BUCKETS = 16;

    /** The fields that are absent where they do not apply; an update removes them. */
    private static final Set<String> OPTIONAL = Set.of("reason", "unpublished", "wake_at", "expire_at");

    /** The fields that are not facts found by steps. */
    private static final Set<String> OWN = Set.of(
            "user",
            "item",
            "quantity",
            "payment_error",
            "status",
            "reason",
            "detail",
            "history",
            "version",
            "unpublished",
            "wake_at",
            "created",
            "attempts",
            "bucket",
            "expire_at");

    /**
     * What makes one version's document the next one's.
     *
     * @param fields to be set
     * @param cleared to be removed
     */
    public record Change(Map<String, Object> fields, Set<String> cleared) {}

    private SagaDocument() {}

    public static Map<String, Object> fields(Saga saga) {
        var order = saga.order();
        var fields = new LinkedHashMap<String, Object>();
        fields.put("user", order.user());
        fields.put("item", order.item());
        fields.put("quantity", order.quantity());
        order.paymentError().ifPresent(raw -> fields.put("payment_error", raw));
        fields.putAll(order.facts());
        fields.put("status", saga.status());
        saga.reason().ifPresent(reason -> fields.put("reason", reason));
        fields.put("detail", saga.detail());
        fields.put("history", saga.history().stream().map(SagaDocument::line).toList());
        fields.put("version", saga.version());
        if (saga.unpublished()) {
            fields.put("unpublished", true);
        }
        saga.wakeAt().ifPresent(at -> fields.put("wake_at", at));
        fields.put("created", saga.receivedAt());
        fields.put("attempts", (long) saga.attempts());
        fields.put("bucket", (long) bucket(order.uuid()));
        saga.expireAt().ifPresent(at -> fields.put("expire_at", at));
        return fields;
    }

    /** The optional fields that an update with these must remove. */
    public static Set<String> cleared(Map<String, Object> fields) {
        return OPTIONAL.stream().filter(name -> !fields.containsKey(name)).collect(Collectors.toUnmodifiableSet());
    }

    /** Only what differs is written: a database looks at every field it is given, and leaves the others alone. */
    public static Change change(Map<String, Object> before, Saga next) {
        var fields = fields(next);
        var gone = cleared(fields).stream().filter(before::containsKey).collect(Collectors.toUnmodifiableSet());
        fields.entrySet()
                .removeIf(field -> before.containsKey(field.getKey())
                        && Objects.equals(field.getValue(), before.get(field.getKey())));
        return new Change(fields, gone);
    }

    public static Saga saga(String uuid, Map<String, Object> fields) {
        var facts = new LinkedHashMap<>(fields);
        facts.keySet().removeAll(OWN);
        facts.values().removeIf(value -> !isFact(value));
        var order = new Order(
                uuid,
                required(fields, "user", String.class),
                required(fields, "item", String.class),
                required(fields, "quantity", Long.class),
                optional(fields, "payment_error", String.class),
                facts);
        return new Saga(
                order,
                required(fields, "status", String.class),
                optional(fields, "reason", String.class),
                required(fields, "detail", String.class),
                ((List<?>) required(fields, "history", List.class))
                        .stream().map(line -> entry((Map<?, ?>) line)).toList(),
                required(fields, "version", Long.class),
                optional(fields, "unpublished", Boolean.class).orElse(false),
                optional(fields, "wake_at", Instant.class),
                required(fields, "attempts", Long.class).intValue(),
                optional(fields, "expire_at", Instant.class));
    }

    /** What JSON says as well: anything else was put there by somebody else, and stays there unread. */
    private static boolean isFact(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().allMatch(SagaDocument::isFact);
        }
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().allMatch(SagaDocument::isFact);
        }
        return value instanceof String || value instanceof Long || value instanceof Double || value instanceof Boolean;
    }

    public static int bucket(String uuid) {
        return Math.floorMod(uuid.hashCode(), BUCKETS);
    }

    private static Map<String, Object> line(Entry entry) {
        var line = new LinkedHashMap<String, Object>();
        line.put("status", entry.status());
        line.put("at", entry.at());
        line.put("by", entry.by());
        entry.reason().ifPresent(reason -> line.put("reason", reason));
        line.put("detail", entry.detail());
        return line;
    }

    private static Entry entry(Map<?, ?> line) {
        return new Entry(
                required(line, "status", String.class),
                required(line, "at", Instant.class),
                required(line, "by", String.class),
                optional(line, "reason", String.class),
                required(line, "detail", String.class));
    }

    private static <T> T required(Map<?, ?> fields, String name, Class<T> type) {
        return optional(fields, name, type)
                .orElseThrow(() -> new IllegalStateException("a saga document without " + name));
    }

    private static <T> Optional<T> optional(Map<?, ?> fields, String name, Class<T> type) {
        return Optional.ofNullable(fields.get(name)).map(type::cast);
    }
}
