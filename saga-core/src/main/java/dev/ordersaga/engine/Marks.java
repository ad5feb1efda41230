package dev.ordersaga.engine;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Names;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.Time;
import dev.ordersaga.port.Write;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.saga.SagaDocument;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Notes on sagas at rest that their event is published. Each stands for the version that was published and is dropped
 * when the saga has moved on; one that is lost is made up for by the relay, which publishes and marks again.
 */
final class Marks {

    private final Documents documents;
    private final Time time;
    private final Names names;
    private final EngineConfig config;
    private final Deque<Write> waiting = new ArrayDeque<>();
    private boolean busy;

    Marks(Documents documents, Time time, Names names, EngineConfig config) {
        this.documents = documents;
        this.time = time;
        this.names = names;
        this.config = config;
    }

    /**
     * Notes that the event of this version is published. May be called on any thread.
     *
     * @param updatedAt when this version was stored
     */
    void add(Saga published, Instant updatedAt) {
        time.executor().execute(() -> {
            if (waiting.size() < config.marksMax()) {
                waiting.add(mark(published, updatedAt));
                next();
            }
        });
    }

    private Write mark(Saga published, Instant updatedAt) {
        var purgeAt = published.is(Flow.COMPENSATED)
                ? Optional.of(updatedAt.plus(config.tombstoneLifetime()))
                : Optional.<Instant>empty();
        var fields = SagaDocument.fields(published.marked(purgeAt));
        return new Write.Update(names.saga(published.order().uuid()), fields, SagaDocument.cleared(fields), updatedAt);
    }

    private void next() {
        if (busy || waiting.isEmpty()) {
            return;
        }
        busy = true;
        documents.commitEach(take()).emitOn(time.executor()).subscribe().with(written -> goOn(), failure -> goOn());
    }

    private void goOn() {
        busy = false;
        next();
    }

    private List<Write> take() {
        var batch = new ArrayList<Write>();
        while (!waiting.isEmpty() && batch.size() < config.batchSizeMax()) {
            batch.add(waiting.remove());
        }
        return batch;
    }
}
