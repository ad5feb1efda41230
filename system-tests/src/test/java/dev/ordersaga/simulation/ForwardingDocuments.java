package dev.ordersaga.simulation;

import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.DocumentsException;
import dev.ordersaga.port.Write;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Documents that hand everything on, for others to do something else with some of it. */
class ForwardingDocuments implements Documents {

    private final Documents documents;

    ForwardingDocuments(Documents documents) {
        this.documents = documents;
    }

    @Override
    public Uni<Reading> read(Collection<DocumentPath> paths) {
        return documents.read(paths);
    }

    @Override
    public Uni<Instant> commit(List<Write> writes) {
        return documents.commit(writes);
    }

    @Override
    public Uni<List<Optional<DocumentsException>>> commitEach(List<Write> writes) {
        return documents.commitEach(writes);
    }

    @Override
    public Uni<Reading> due(String collection, Set<Integer> buckets, Instant by, int limit) {
        return documents.due(collection, buckets, by, limit);
    }

    @Override
    public Uni<Page> newest(Newest wanted) {
        return documents.newest(wanted);
    }

    @Override
    public Uni<Long> count(Count wanted) {
        return documents.count(wanted);
    }

    @Override
    public Uni<Page> scan(Scan scan) {
        return documents.scan(scan);
    }
}
