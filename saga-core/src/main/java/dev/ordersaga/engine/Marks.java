package dev.ordersaga.engine;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Names;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.Time;
import dev.ordersaga.port.Write;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.saga.SagaDocument;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final Map<DocumentPath, Write> waiting = new LinkedHashMap<>();
    private final Unsettled unsettled = new Unsettled();
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
                put(mark(published, updatedAt));
                next();
            }
        });
    }

    /** Completes as soon as every mark asked for is written or given up. */
    Uni<Void> whenSettled() {
        return Uni.createFrom()
                .emitter(caller -> time.executor().execute(() -> unsettled.whenNone(() -> caller.complete(null))));
    }

    /** A saga published twice needs one mark, for what was published last. */
    private void put(Write.Update mark) {
        var earlier = (Write.Update) waiting.get(mark.path());
        if (earlier == null) {
            unsettled.add();
        }
        if (earlier == null || earlier.guard().isBefore(mark.guard())) {
            waiting.put(mark.path(), mark);
        }
    }

    private Write.Update mark(Saga published, Instant updatedAt) {
        var purgeAt = published.is(Flow.COMPENSATED)
                ? Optional.of(updatedAt.plus(config.tombstoneLifetime()))
                : Optional.<Instant>empty();
        var path = names.saga(published.order().uuid());
        return Batch.update(path, SagaDocument.fields(published), published.marked(purgeAt), updatedAt);
    }

    private void next() {
        if (busy || waiting.isEmpty()) {
            return;
        }
        busy = true;
        var batch = take();
        documents
                .commitEach(batch)
                .emitOn(time.executor())
                .subscribe()
                .with(written -> goOn(batch.size()), failure -> goOn(batch.size()));
    }

    private void goOn(int settled) {
        busy = false;
        for (int i = 0; i < settled; i++) {
            unsettled.remove();
        }
        next();
    }

    private List<Write> take() {
        var batch = waiting.values().stream().limit(config.batchSizeMax()).toList();
        batch.forEach(mark -> waiting.remove(mark.path()));
        return batch;
    }
}
