package dev.ordersaga.memory;

import static dev.ordersaga.port.DocumentsException.Kind.BAD_REQUEST;
import static dev.ordersaga.port.DocumentsException.Kind.GUARD_FAILED;

import dev.ordersaga.port.Document;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Documents.Count;
import dev.ordersaga.port.Documents.Newest;
import dev.ordersaga.port.Documents.Page;
import dev.ordersaga.port.Documents.Reading;
import dev.ordersaga.port.Documents.Scan;
import dev.ordersaga.port.DocumentsException;
import dev.ordersaga.port.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Documents with all their versions of the last hour. Its clock never shows the same time to two commits. */
final class Database {

    static final int REQUEST_BYTES_MAX = 4 * 1024 * 1024;

    static final int DOCUMENT_BYTES_MAX = 1024 * 1024;

    private static final Duration VERSIONS_KEPT = Duration.ofHours(1);

    private final Supplier<Instant> now;
    private final Map<String, TreeMap<DocumentPath, TreeMap<Instant, Optional<Document>>>> collections =
            new TreeMap<>();
    private Instant clock = Instant.EPOCH;

    Database(Supplier<Instant> now) {
        this.now = now;
    }

    Optional<Document> current(DocumentPath path) {
        return at(path, clock);
    }

    List<Document> current() {
        return collections.values().stream()
                .flatMap(paths -> paths.keySet().stream())
                .sorted()
                .flatMap(path -> current(path).stream())
                .toList();
    }

    Reading read(Collection<DocumentPath> paths) {
        var readAt = observe();
        return new Reading(readAt, byPath(paths.stream().distinct().flatMap(path -> at(path, readAt).stream())));
    }

    Instant commit(List<Write> writes) {
        requireDistinct(writes);
        require(!writes.isEmpty(), "nothing to commit");
        require(bytes(writes) <= REQUEST_BYTES_MAX, "a request too large");
        var results = new HashMap<DocumentPath, Map<String, Object>>();
        writes.forEach(write -> results.put(write.path(), result(write)));
        clock = latest(now.get(), clock.plusNanos(1_000));
        writes.forEach(write -> put(write.path(), results.get(write.path())));
        return clock;
    }

    List<Optional<DocumentsException>> commitEach(List<Write> writes) {
        requireDistinct(writes);
        var outcomes = new ArrayList<Optional<DocumentsException>>();
        for (var write : writes) {
            try {
                commit(List.of(write));
                outcomes.add(Optional.empty());
            } catch (DocumentsException e) {
                outcomes.add(Optional.of(e));
            }
        }
        return outcomes;
    }

    Reading due(String collection, Set<Integer> buckets, Instant by, int limit) {
        var readAt = observe();
        var due = in(collection, readAt)
                .filter(document ->
                        document.fields().get("bucket") instanceof Long bucket && buckets.contains(bucket.intValue()))
                .filter(document ->
                        wakeAt(document).filter(at -> !at.isAfter(by)).isPresent())
                .sorted(Comparator.comparing(
                                (Document document) -> wakeAt(document).orElseThrow())
                        .thenComparing(Document::path))
                .limit(limit);
        return new Reading(readAt, byPath(due));
    }

    Page newest(Newest wanted) {
        var readAt = observe();
        var order = Comparator.comparing(Newest.Last::created)
                .thenComparing(Newest.Last::path)
                .reversed();
        var page = in(wanted.collection(), readAt)
                .filter(document -> wanted.value().equals(document.fields().get(wanted.field())))
                .filter(document -> document.fields().get("created") instanceof Instant)
                .filter(document -> wanted.after()
                        .filter(last -> order.compare(last, place(document)) >= 0)
                        .isEmpty())
                .sorted(Comparator.comparing(Database::place, order))
                .limit(wanted.limit())
                .toList();
        return Page.of(readAt, page, wanted.limit());
    }

    private static Newest.Last place(Document document) {
        return new Newest.Last((Instant) document.fields().get("created"), document.path());
    }

    long count(Count wanted) {
        requireInReach(wanted.at(), observe());
        return in(wanted.collection(), wanted.at())
                .filter(document -> wanted.value().equals(document.fields().get(wanted.field())))
                .count();
    }

    Page scan(Scan scan) {
        var readAt = observe();
        var at = scan.at().orElse(readAt);
        requireInReach(at, readAt);
        var page = (scan.group() ? inGroup(scan.collection(), at) : in(scan.collection(), at))
                .filter(document -> scan.after()
                        .filter(last -> last.compareTo(document.path()) >= 0)
                        .isEmpty())
                .limit(scan.limit())
                .toList();
        return Page.of(at, page, scan.limit());
    }

    /** What a document's fields will be, or null when it is to go. */
    private Map<String, Object> result(Write write) {
        var before = current(write.path());
        if (write instanceof Write.Create create) {
            guard(before.isEmpty(), write);
            return fitting(Fields.stored(create.fields()));
        }
        if (write instanceof Write.Update update) {
            guard(before.isPresent() && before.get().updatedAt().equals(update.guard()), write);
            var fields = new LinkedHashMap<>(before.orElseThrow().fields());
            fields.keySet().removeAll(update.cleared());
            fields.putAll(Fields.stored(update.fields()));
            return fitting(fields);
        }
        if (write instanceof Write.Increment increment) {
            guard(before.isPresent(), write);
            var fields = new LinkedHashMap<>(before.orElseThrow().fields());
            increment.amounts().forEach((name, amount) -> fields.merge(name, amount, Database::sum));
            return fitting(fields);
        }
        return null;
    }

    private static Object sum(Object number, Object amount) {
        if (number instanceof Long whole) {
            return whole + (Long) amount;
        }
        return number instanceof Double fraction ? (Object) (fraction + (Long) amount) : amount;
    }

    private void put(DocumentPath path, Map<String, Object> fields) {
        var before = current(path);
        if (before.map(Document::fields).equals(Optional.ofNullable(fields))) {
            return;
        }
        var versions = collections
                .computeIfAbsent(path.collection(), collection -> new TreeMap<>())
                .computeIfAbsent(path, same -> new TreeMap<>());
        var createdAt = before.map(Document::createdAt).orElse(clock);
        versions.put(clock, Optional.ofNullable(fields).map(all -> new Document(path, all, createdAt, clock)));
        var oldest = versions.floorKey(clock.minus(VERSIONS_KEPT));
        if (oldest != null) {
            versions.headMap(oldest).clear();
        }
    }

    private Optional<Document> at(DocumentPath path, Instant at) {
        var versions =
                collections.getOrDefault(path.collection(), new TreeMap<>()).get(path);
        return versions == null ? Optional.empty() : version(versions, at);
    }

    private static Optional<Document> version(TreeMap<Instant, Optional<Document>> versions, Instant at) {
        var version = versions.floorEntry(at);
        return version == null ? Optional.empty() : version.getValue();
    }

    private Stream<Document> in(String collection, Instant at) {
        return collections.getOrDefault(collection, new TreeMap<>()).values().stream()
                .flatMap(versions -> version(versions, at).stream());
    }

    private Stream<Document> inGroup(String name, Instant at) {
        return collections.keySet().stream()
                .filter(collection -> collection.equals(name) || collection.endsWith("/" + name))
                .flatMap(collection -> in(collection, at))
                .sorted(Comparator.comparing(Document::path));
    }

    /** The time of a read: whatever is committed later has a later time. */
    private Instant observe() {
        clock = latest(now.get(), clock);
        return clock;
    }

    private static Optional<Instant> wakeAt(Document document) {
        return document.fields().get("wake_at") instanceof Instant at ? Optional.of(at) : Optional.empty();
    }

    private static Map<DocumentPath, Document> byPath(Stream<Document> documents) {
        var found = new LinkedHashMap<DocumentPath, Document>();
        documents.forEach(document -> found.put(document.path(), document));
        return found;
    }

    private static long bytes(List<Write> writes) {
        return writes.stream().mapToLong(Database::bytes).sum();
    }

    private static long bytes(Write write) {
        var path = Fields.bytes(write.path().value());
        if (write instanceof Write.Create create) {
            return path + Fields.bytes(create.fields());
        }
        return write instanceof Write.Update update ? path + Fields.bytes(update.fields()) : path;
    }

    private static void requireInReach(Instant at, Instant now) {
        require(!at.isAfter(now) && !at.isBefore(now.minus(VERSIONS_KEPT)), "a read time out of reach");
    }

    private static void requireDistinct(List<Write> writes) {
        require(writes.stream().map(Write::path).distinct().count() == writes.size(), "a document is named twice");
    }

    private static Map<String, Object> fitting(Map<String, Object> fields) {
        require(Fields.bytes(fields) <= DOCUMENT_BYTES_MAX, "a document too large");
        return fields;
    }

    private static void guard(boolean holds, Write write) {
        if (!holds) {
            throw new DocumentsException(GUARD_FAILED, write.getClass().getSimpleName() + " of " + write.path());
        }
    }

    private static void require(boolean good, String otherwise) {
        if (!good) {
            throw new DocumentsException(BAD_REQUEST, otherwise);
        }
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
