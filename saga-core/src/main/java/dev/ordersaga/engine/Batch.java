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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The documents of one batch: as read, and with the decisions folded in so far, so that the second order sees the stock
 * that the first one left. However many decisions touch a document, it is written once.
 */
final class Batch implements Seen {

    private final Names names;
    private final Instant now;
    private final Map<DocumentPath, Document> read = new HashMap<>();
    private final Map<DocumentPath, Draft> drafts = new LinkedHashMap<>();
    private final Map<String, Saga> sagas = new HashMap<>();
    private long bytes;

    Batch(Names names, Instant now) {
        this.names = names;
        this.now = now;
    }

    void add(Collection<DocumentPath> asked, Reading reading) {
        read.putAll(reading.found());
        asked.forEach(path -> drafts.put(path, Draft.read(reading.document(path).map(Document::fields))));
    }

    boolean knows(DocumentPath path) {
        return draft(path).seen();
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Optional<Map<String, Object>> fields(DocumentPath path) {
        if (!knows(path)) {
            throw new IllegalStateException("a decision looks at " + path + ", which it did not ask for");
        }
        return draft(path).fields();
    }

    /** The saga with the decisions so far; one that was not read counts as absent, and its create guards that. */
    Optional<Saga> saga(String uuid) {
        if (!sagas.containsKey(uuid)) {
            draft(names.saga(uuid)).fields().ifPresent(fields -> sagas.put(uuid, SagaDocument.saga(uuid, fields)));
        }
        return Optional.ofNullable(sagas.get(uuid));
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

    /** Whether any decision changes the saga. */
    boolean changes(String uuid) {
        return draft(names.saga(uuid)).write().isPresent();
    }

    /** When the saga as it stands was stored, given when the batch is. */
    Instant storedAt(String uuid, Instant committedAt) {
        return changes(uuid) ? committedAt : updatedAt(names.saga(uuid)).orElseThrow();
    }

    /** Whether the saga is not what it was when it was read before. */
    boolean overtaken(String uuid, Map<DocumentPath, Optional<Instant>> before) {
        return overtaken(names.saga(uuid), before);
    }

    /** Whether a document is not what it was when it was read before. */
    boolean overtaken(DocumentPath path, Map<DocumentPath, Optional<Instant>> before) {
        return before.containsKey(path) && !before.get(path).equals(updatedAt(path));
    }

    /** The writes of all decisions folded in. */
    List<Write> writes() {
        return drafts.values().stream().flatMap(draft -> draft.write().stream()).toList();
    }

    /** Roughly what the writes amount to. */
    long bytes() {
        return bytes;
    }

    /** An empty collection for the changes of the next decision. */
    Changes changes() {
        return new Changes(now, path -> updatedAt(path).orElse(Write.Update.NEVER));
    }

    /** Takes in what a decision changes; all of it, or nothing when it cannot be. */
    void fold(Saga next, Changes changes) {
        var writes = new ArrayList<>(changes.writes());
        writes.add(write(next));
        var touched = new LinkedHashMap<DocumentPath, Draft>();
        for (var write : writes) {
            var before = touched.getOrDefault(write.path(), draft(write.path()));
            touched.put(write.path(), before.with(write));
        }
        drafts.putAll(touched);
        sagas.put(next.order().uuid(), next);
        bytes += writes.stream().mapToLong(Draft::size).sum();
    }

    private Write write(Saga next) {
        var path = names.saga(next.order().uuid());
        return draft(path)
                .fields()
                .<Write>map(before -> update(path, before, next, updatedAt(path).orElse(Write.Update.NEVER)))
                .orElseGet(() -> new Write.Create(path, SagaDocument.fields(next)));
    }

    /** What makes a saga's document that of the next version, unless it was changed since. */
    static Write.Update update(DocumentPath path, Map<String, Object> before, Saga next, Instant since) {
        var change = SagaDocument.change(before, next);
        return new Write.Update(path, change.fields(), change.cleared(), since);
    }

    private Draft draft(DocumentPath path) {
        return drafts.getOrDefault(path, Draft.UNSEEN);
    }
}
