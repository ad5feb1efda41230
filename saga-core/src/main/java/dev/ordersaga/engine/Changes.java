package dev.ordersaga.engine;

import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What a decision changes, collected. It all becomes part of the one commit that moves the saga, or nothing does. */
public final class Changes {

    private final Instant now;
    private final Function<DocumentPath, Instant> guards;
    private final List<Write> writes = new ArrayList<>();

    /**
     * Collects changes.
     *
     * @param now the database's clock when the decision's documents were read
     * @param guards when a document that was read was last changed
     */
    public Changes(Instant now, Function<DocumentPath, Instant> guards) {
        this.now = now;
        this.guards = guards;
    }

    /** The database's clock when the decision's documents were read. */
    public Instant now() {
        return now;
    }

    /** Makes a document that does not exist. */
    public void create(DocumentPath path, Map<String, Object> fields) {
        writes.add(new Write.Create(path, fields));
    }

    /** Sets fields of a document that the decision has seen, provided that nobody else changes it meanwhile. */
    public void update(DocumentPath path, Map<String, Object> fields) {
        writes.add(new Write.Update(path, fields, Set.of(), guards.apply(path)));
    }

    /** Adds to a number in a document that exists, whatever else happens to it. */
    public void add(DocumentPath path, String field, long amount) {
        writes.add(new Write.Increment(path, Map.of(field, amount)));
    }

    /** Removes a document, should it exist. */
    public void delete(DocumentPath path) {
        writes.add(new Write.Delete(path));
    }

    /** What was collected, in order. */
    public List<Write> writes() {
        return List.copyOf(writes);
    }
}
