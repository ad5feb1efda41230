package dev.ordersaga.engine;

import dev.ordersaga.port.Write;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How two writes of one document become one. */
final class Folding {

    private Folding() {}

    /**
     * The write that does what an earlier one and then this one would do.
     *
     * @param exists whether the document exists once the earlier one is done; empty when nobody has looked
     */
    static Write onto(Optional<Write> earlier, Optional<Boolean> exists, Write write) {
        if (write instanceof Write.Create && exists.orElse(false)) {
            throw new IllegalStateException(write.path() + " is to be created and exists");
        }
        if (!(write instanceof Write.Create || write instanceof Write.Delete) && !exists.orElse(true)) {
            throw new IllegalStateException(write.path() + " is to be changed and does not exist");
        }
        return earlier.map(first -> merged(first, write)).orElse(write);
    }

    static Object sum(Object number, Object amount) {
        return number instanceof Double decimal ? (Object) (decimal + (Long) amount) : (Long) number + (Long) amount;
    }

    /** Roughly what a write amounts to in a request. */
    static long size(Write write) {
        long fields = 0;
        if (write instanceof Write.Create create) {
            fields = size(create.fields());
        } else if (write instanceof Write.Update update) {
            fields = size(update.fields());
        }
        return 100 + write.path().value().length() + fields;
    }

    private static Write merged(Write first, Write second) {
        if (first instanceof Write.Update a && second instanceof Write.Update b) {
            return updated(a, b);
        }
        if (first instanceof Write.Create a && second instanceof Write.Update b) {
            return new Write.Create(
                    a.path(),
                    updated(new Write.Update(a.path(), a.fields(), b.cleared(), Instant.EPOCH), b)
                            .fields());
        }
        if (first instanceof Write.Increment a && second instanceof Write.Increment b) {
            var amounts = new LinkedHashMap<>(a.amounts());
            b.amounts().forEach((field, amount) -> amounts.merge(field, amount, Long::sum));
            return new Write.Increment(a.path(), amounts);
        }
        if (first instanceof Write.Delete && second instanceof Write.Delete) {
            return first;
        }
        throw new IllegalStateException(first.path() + " is written in two ways in one batch");
    }

    private static Write.Update updated(Write.Update first, Write.Update second) {
        var fields = new LinkedHashMap<>(first.fields());
        fields.keySet().removeAll(second.cleared());
        fields.putAll(second.fields());
        var cleared = new HashSet<>(first.cleared());
        cleared.removeAll(second.fields().keySet());
        cleared.addAll(second.cleared());
        return new Write.Update(first.path(), fields, cleared, first.guard());
    }

    private static long size(Object value) {
        if (value instanceof String text) {
            return 3L * text.length();
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .mapToLong(entry -> 10 + size(entry.getKey()) + size(entry.getValue()))
                    .sum();
        }
        if (value instanceof List<?> list) {
            return list.stream().mapToLong(Folding::size).sum();
        }
        return 12;
    }
}
