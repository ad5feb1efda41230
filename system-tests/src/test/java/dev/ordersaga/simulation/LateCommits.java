package dev.ordersaga.simulation;

import dev.ordersaga.port.Documents;
import dev.ordersaga.port.DocumentsException;
import dev.ordersaga.port.DocumentsException.Kind;
import dev.ordersaga.port.Time;
import dev.ordersaga.port.Write;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Commits that happen after their caller was told that nobody knows: the client had lost its patience. */
final class LateCommits extends ForwardingDocuments {

    private final String process;
    private final Time time;
    private final Chaos chaos;

    LateCommits(String process, Time time, Documents documents, Chaos chaos) {
        super(documents);
        this.process = process;
        this.time = time;
        this.chaos = chaos;
    }

    @Override
    public Uni<Instant> commit(List<Write> writes) {
        return Uni.createFrom().deferred(() -> {
            if (!chaos.happensLater(process, CallKind.COMMIT)) {
                return super.commit(writes);
            }
            super.commit(writes).subscribe().with(at -> {}, failure -> {});
            return Uni.createFrom().<Instant>failure(unknown()).emitOn(time.executor());
        });
    }

    @Override
    public Uni<List<Optional<DocumentsException>>> commitEach(List<Write> writes) {
        return Uni.createFrom().deferred(() -> {
            if (!chaos.happensLater(process, CallKind.COMMIT_EACH)) {
                return super.commitEach(writes);
            }
            super.commitEach(writes).subscribe().with(outcomes -> {}, failure -> {});
            return Uni.createFrom()
                    .item(Collections.nCopies(writes.size(), Optional.of(unknown())))
                    .emitOn(time.executor());
        });
    }

    private static DocumentsException unknown() {
        return new DocumentsException(Kind.UNAVAILABLE, "no answer in time");
    }
}
