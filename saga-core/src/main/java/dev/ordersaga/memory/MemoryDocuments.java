package dev.ordersaga.memory;

import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.DocumentsException;
import dev.ordersaga.port.DocumentsException.Kind;
import dev.ordersaga.port.Write;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The database, as one process reaches it. */
final class MemoryDocuments implements Documents {

    private final MemoryProcess process;
    private final Database database;

    MemoryDocuments(MemoryProcess process) {
        this.process = process;
        this.database = process.world().database();
    }

    @Override
    public Uni<Reading> read(Collection<DocumentPath> paths) {
        return call(new Call.Read(process.name(), paths), () -> database.read(paths));
    }

    @Override
    public Uni<Instant> commit(List<Write> writes) {
        return call(new Call.Commit(process.name(), writes), () -> database.commit(writes));
    }

    @Override
    public Uni<List<Optional<DocumentsException>>> commitEach(List<Write> writes) {
        return call(new Call.CommitEach(process.name(), writes), () -> database.commitEach(writes))
                .onFailure(failure -> failure instanceof DocumentsException e && e.kind() == Kind.UNAVAILABLE)
                .recoverWithItem(
                        failure -> Collections.nCopies(writes.size(), Optional.of((DocumentsException) failure)));
    }

    @Override
    public Uni<Reading> due(String collection, Set<Integer> buckets, Instant by, int limit) {
        return call(
                new Call.Due(process.name(), collection, buckets, by, limit),
                () -> database.due(collection, buckets, by, limit));
    }

    @Override
    public Uni<Page> newest(Newest wanted) {
        return call(new Call.Newest(process.name(), wanted), () -> database.newest(wanted));
    }

    @Override
    public Uni<Long> count(Count wanted) {
        return call(new Call.Count(process.name(), wanted), () -> database.count(wanted));
    }

    @Override
    public Uni<Page> scan(Scan scan) {
        return call(new Call.Scan(process.name(), scan), () -> database.scan(scan));
    }

    private <T> Uni<T> call(Call call, Supplier<T> work) {
        return process.call(call, work, why -> new DocumentsException(Kind.UNAVAILABLE, why));
    }
}
