package dev.ordersaga.simulation;

import dev.ordersaga.port.Documents;
import dev.ordersaga.port.DocumentsException;
import dev.ordersaga.port.Write;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Documents that take something else than was to be written. */
final class Rewritten extends ForwardingDocuments {

    private final UnaryOperator<Write> rewriting;

    Rewritten(Documents documents, UnaryOperator<Write> rewriting) {
        super(documents);
        this.rewriting = rewriting;
    }

    @Override
    public Uni<Instant> commit(List<Write> writes) {
        return super.commit(writes.stream().map(rewriting).toList());
    }

    @Override
    public Uni<List<Optional<DocumentsException>>> commitEach(List<Write> writes) {
        return super.commitEach(writes.stream().map(rewriting).toList());
    }
}
