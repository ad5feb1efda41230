package dev.ordersaga.runtime;

import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.DocumentsException;
import dev.ordersaga.port.Write;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Documents, counted as Firestore bills them once it has answered: each one asked for is a read, found or not, and no
 * query costs less than one.
 */
public final class CountedDocuments implements Documents {

    /** Index entries that a count may go through for the price of one read. */
    private static final long COUNTED_PER_READ = 1_000;

    private final Documents documents;
    private final Counter reads;
    private final Counter writes;
    private final Counter deletes;

    public CountedDocuments(Documents documents, MeterRegistry meters) {
        this.documents = documents;
        this.reads = counter(meters, "read");
        this.writes = counter(meters, "write");
        this.deletes = counter(meters, "delete");
    }

    private static Counter counter(MeterRegistry meters, String operation) {
        return meters.counter("ordersaga.documents", "operation", operation);
    }

    @Override
    public Uni<Reading> read(Collection<DocumentPath> paths) {
        return documents.read(paths).invoke(() -> read(new HashSet<>(paths).size()));
    }

    @Override
    public Uni<Instant> commit(List<Write> batch) {
        return documents.commit(batch).invoke(() -> batch.forEach(this::written));
    }

    @Override
    public Uni<List<Optional<DocumentsException>>> commitEach(List<Write> batch) {
        return documents.commitEach(batch).invoke(outcomes -> {
            for (int i = 0; i < outcomes.size(); i++) {
                if (outcomes.get(i).isEmpty()) {
                    written(batch.get(i));
                }
            }
        });
    }

    @Override
    public Uni<Reading> due(String collection, Set<Integer> buckets, Instant by, int limit) {
        return documents
                .due(collection, buckets, by, limit)
                .invoke(reading -> read(reading.found().size()));
    }

    @Override
    public Uni<Page> newest(Newest wanted) {
        return documents.newest(wanted).invoke(page -> read(page.documents().size()));
    }

    @Override
    public Uni<Long> count(Count wanted) {
        return documents.count(wanted).invoke(found -> read((found + COUNTED_PER_READ - 1) / COUNTED_PER_READ));
    }

    @Override
    public Uni<Page> scan(Scan scan) {
        return documents.scan(scan).invoke(page -> read(page.documents().size()));
    }

    private void read(long found) {
        reads.increment(Math.max(1, found));
    }

    private void written(Write write) {
        (write instanceof Write.Delete ? deletes : writes).increment();
    }
}
