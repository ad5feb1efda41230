package dev.ordersaga.engine;

import dev.ordersaga.flow.Names;
import dev.ordersaga.port.Document;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Documents.Reading;
import dev.ordersaga.port.Write;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.saga.SagaDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The documents of one batch: as read, and with the decisions folded in so far, so that the second order sees the stock
 * that the first one left. However many decisions touch a document, it is written once.
 */
final class Batch implements Seen {

    private final Names names;
    private final Instant now;
    private final Set<DocumentPath> known = new HashSet<>();
    private final Map<DocumentPath, Document> read = new HashMap<>();
    private final Map<DocumentPath, Map<String, Object>> changed = new HashMap<>();
    private final Map<DocumentPath, Write> writes = new LinkedHashMap<>();
    private final Map<String, Optional<Saga>> sagas = new HashMap<>();
    private long bytes;

    Batch(Names names, Instant now) {
        this.names = names;
        this.now = now;
    }

    void add(Collection<DocumentPath> asked, Reading reading) {
        known.addAll(asked);
        read.putAll(reading.found());
    }

    boolean knows(DocumentPath path) {
        return known.contains(path);
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Optional<Map<String, Object>> fields(DocumentPath path) {
        if (changed.containsKey(path)) {
            return Optional.ofNullable(changed.get(path));
        }
        if (!known.contains(path)) {
            throw new IllegalStateException("a decision looks at " + path + ", which it did not ask for");
        }
        return Optional.ofNullable(read.get(path)).map(Document::fields);
    }

    /** The saga with the decisions so far; one that was not read counts as absent, and its create guards that. */
    Optional<Saga> saga(String uuid) {
        return sagas.computeIfAbsent(uuid, this::readSaga);
    }

    private Optional<Saga> readSaga(String uuid) {
        return Optional.ofNullable(read.get(names.saga(uuid)))
                .map(document -> SagaDocument.saga(uuid, document.fields()));
    }

    /** How old the saga is, by the database's clock. */
    Duration age(String uuid) {
        return Optional.ofNullable(read.get(names.saga(uuid)))
                .map(document -> Duration.between(document.createdAt(), now))
                .orElse(Duration.ZERO);
    }

    /** When a document was last changed as it was read; empty when it did not exist. */
    Optional<Instant> updatedAt(DocumentPath path) {
        return Optional.ofNullable(read.get(path)).map(Document::updatedAt);
    }

    DocumentPath sagaPath(String uuid) {
        return names.saga(uuid);
    }

    /** Whether any decision changes this document. */
    boolean changes(DocumentPath path) {
        return writes.containsKey(path);
    }

    /** The writes of all decisions folded in. */
    List<Write> writes() {
        return List.copyOf(writes.values());
    }

    /** Roughly what the writes amount to. */
    long bytes() {
        return bytes;
    }

    /** An empty collection for the changes of the next decision. */
    Changes changes() {
        return new Changes(now, path -> updatedAt(path).orElse(Instant.EPOCH));
    }

    /** Takes in what a decision changes; all of it, or nothing when it cannot be. */
    void fold(Saga next, Changes changes) {
        var path = names.saga(next.order().uuid());
        var fields = SagaDocument.fields(next);
        if (saga(next.order().uuid()).isEmpty()) {
            changes.create(path, fields);
        } else {
            changes.update(path, fields, SagaDocument.cleared(fields));
        }
        fold(changes.writes());
        sagas.put(next.order().uuid(), Optional.of(next));
    }

    private void fold(List<Write> more) {
        var folded = new ArrayList<Write>();
        for (var write : more) {
            folded.add(Folding.onto(Optional.ofNullable(writes.get(write.path())), exists(write.path()), write));
        }
        for (int i = 0; i < folded.size(); i++) {
            writes.put(folded.get(i).path(), folded.get(i));
            see(more.get(i));
            bytes += Folding.size(more.get(i));
        }
    }

    private Optional<Boolean> exists(DocumentPath path) {
        return changed.containsKey(path)
                ? Optional.of(changed.get(path) != null)
                : knows(path) ? Optional.of(read.containsKey(path)) : Optional.empty();
    }

    private void see(Write write) {
        var path = write.path();
        if (write instanceof Write.Delete) {
            changed.put(path, null);
        } else if (write instanceof Write.Create create) {
            changed.put(path, create.fields());
        } else if (write instanceof Write.Update update) {
            var fields = new LinkedHashMap<>(fields(path).orElseThrow());
            fields.keySet().removeAll(update.cleared());
            fields.putAll(update.fields());
            changed.put(path, fields);
        } else if (write instanceof Write.Increment increment && knows(path)) {
            var fields = new LinkedHashMap<>(fields(path).orElseThrow());
            increment.amounts().forEach((field, amount) -> fields.merge(field, amount, Folding::sum));
            changed.put(path, fields);
        }
    }
}
