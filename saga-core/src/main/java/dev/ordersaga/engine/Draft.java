package dev.ordersaga.engine;

import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Write;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A document as it is going to be: what it holds, and the one write that makes it so.
 *
 * @param seen whether it was read, so that its fields are known
 * @param fields what it holds; empty when it does not exist or was not read
 * @param write what is to be written; empty as long as nothing is
 */
record Draft(boolean seen, Optional<Map<String, Object>> fields, Optional<Write> write) {

    static final Draft UNSEEN = new Draft(false, Optional.empty(), Optional.empty());

    static Draft read(Optional<Map<String, Object>> fields) {
        return new Draft(true, fields, Optional.empty());
    }

    /** The document after one more write. */
    Draft with(Write next) {
        if (next instanceof Write.Create create) {
            return created(create);
        }
        if (next instanceof Write.Update update) {
            return updated(update);
        }
        if (next instanceof Write.Increment increment) {
            return increased(increment);
        }
        return deleted((Write.Delete) next);
    }

    private Draft created(Write.Create create) {
        if (fields.isPresent()) {
            throw impossible(create.path(), "is to be created and exists");
        }
        if (write.isPresent()) {
            throw impossible(create.path(), "is to be created after it was deleted");
        }
        return new Draft(true, Optional.of(create.fields()), Optional.of(create));
    }

    private Draft updated(Write.Update update) {
        if (fields.isEmpty()) {
            throw impossible(update.path(), seen ? "is to be changed and does not exist" : "is to be changed unseen");
        }
        var after = merged(fields.get(), update.fields(), update.cleared());
        return new Draft(true, Optional.of(after), Optional.of(mergedOnto(update)));
    }

    private Write mergedOnto(Write.Update update) {
        var earlier = write.orElse(null);
        if (earlier == null) {
            return update;
        }
        if (earlier instanceof Write.Create create) {
            return new Write.Create(create.path(), merged(create.fields(), update.fields(), update.cleared()));
        }
        if (earlier instanceof Write.Update first) {
            var cleared = new HashSet<>(first.cleared());
            cleared.removeAll(update.fields().keySet());
            cleared.addAll(update.cleared());
            return new Write.Update(
                    first.path(), merged(first.fields(), update.fields(), update.cleared()), cleared, first.guard());
        }
        throw impossible(update.path(), "is to be changed after it was added to");
    }

    private Draft increased(Write.Increment increment) {
        if (seen && fields.isEmpty()) {
            throw impossible(increment.path(), "is to be added to and does not exist");
        }
        if (write.isPresent() && !(write.get() instanceof Write.Increment)) {
            throw impossible(increment.path(), "is to be added to after it was changed");
        }
        var amounts = new LinkedHashMap<String, Long>();
        write.ifPresent(earlier -> amounts.putAll(((Write.Increment) earlier).amounts()));
        increment.amounts().forEach((field, amount) -> amounts.merge(field, amount, Math::addExact));
        return new Draft(
                seen,
                fields.map(before -> added(increment, before)),
                Optional.of(new Write.Increment(increment.path(), amounts)));
    }

    private Draft deleted(Write.Delete delete) {
        if (write.isPresent() && !(write.get() instanceof Write.Delete)) {
            throw impossible(delete.path(), "is to be deleted after it was changed");
        }
        return new Draft(true, Optional.empty(), Optional.of(delete));
    }

    private static Map<String, Object> merged(
            Map<String, Object> before, Map<String, Object> set, Set<String> cleared) {
        var after = new LinkedHashMap<>(before);
        after.keySet().removeAll(cleared);
        after.putAll(set);
        return after;
    }

    private static Map<String, Object> added(Write.Increment increment, Map<String, Object> before) {
        var after = new LinkedHashMap<>(before);
        increment.amounts().forEach((field, amount) -> after.put(field, sum(increment, field, before, amount)));
        return after;
    }

    private static long sum(Write.Increment increment, String field, Map<String, Object> before, long amount) {
        if (before.get(field) instanceof Long number) {
            return Math.addExact(number, amount);
        }
        throw impossible(increment.path(), "is to be added to, and its %s is %s".formatted(field, before.get(field)));
    }

    private static IllegalStateException impossible(DocumentPath path, String what) {
        return new IllegalStateException(path + " " + what);
    }

    /** Roughly what a write amounts to in a request, in bytes. */
    static long size(Write write) {
        long fields = 0;
        if (write instanceof Write.Create create) {
            fields = size(create.fields());
        } else if (write instanceof Write.Update update) {
            fields = size(update.fields());
        }
        return 100 + write.path().value().length() + fields;
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
            return list.stream().mapToLong(Draft::size).sum();
        }
        return 12;
    }
}
