package dev.ordersaga.engine;

import dev.ordersaga.engine.Decision.Nothing;
import dev.ordersaga.engine.Decision.PublishAgain;
import dev.ordersaga.engine.Decision.Reject;
import dev.ordersaga.engine.Decision.Store;
import dev.ordersaga.flow.Names;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.DocumentsException;
import dev.ordersaga.port.Time;
import dev.ordersaga.saga.Saga;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * One commit in flight; whatever arrives meanwhile forms the next batch. There is no timer: when idle the first message
 * commits at once, under load batches grow by themselves. A batch is read, decided, committed; then its events are
 * published, and what brought them is acknowledged, while the next batch is on its way.
 *
 * <p>A commit that fails is never repeated blindly: everything is read and decided again.
 */
final class GroupCommit {

    private static final Logger LOG = Logger.getLogger(GroupCommit.class);

    private final Documents documents;
    private final Outbox outbox;
    private final Time time;
    private final Names names;
    private final EngineConfig config;
    private final Pauses pauses;
    private final Signals signals;

    private final Deque<Work> waiting = new ArrayDeque<>();
    private final Deque<Attempt> again = new ArrayDeque<>();
    private boolean busy;

    GroupCommit(
            Documents documents,
            Outbox outbox,
            Time time,
            Names names,
            EngineConfig config,
            Pauses pauses,
            Signals signals) {
        this.documents = documents;
        this.outbox = outbox;
        this.time = time;
        this.names = names;
        this.config = config;
        this.pauses = pauses;
        this.signals = signals;
    }

    /** Takes work on; may be called on any thread. */
    void submit(Work work) {
        time.executor().execute(() -> {
            waiting.add(work);
            next();
        });
    }

    /** How much is waiting for its commit; to be asked on the executor. */
    int waiting() {
        return waiting.size();
    }

    private void next() {
        if (busy) {
            return;
        }
        var attempt = again.isEmpty() ? Attempt.first(take()) : again.pop().withoutAbandoned();
        if (attempt.works().isEmpty()) {
            if (!again.isEmpty()) {
                next();
            }
            return;
        }
        busy = true;
        run(attempt);
    }

    private List<Work> take() {
        var works = new ArrayList<Work>();
        while (!waiting.isEmpty() && works.size() < config.batchSizeMax()) {
            var work = waiting.remove();
            if (!work.abandoned()) {
                works.add(work);
            }
        }
        return works;
    }

    private void run(Attempt attempt) {
        var round = new Round(attempt, config.batchBytesMax());
        Uni.createFrom()
                .deferred(() -> read(attempt))
                .emitOn(time.executor())
                .invoke(round::decide)
                .chain(() -> commit(round))
                .emitOn(time.executor())
                .subscribe()
                .with(at -> committed(round, at), failure -> failed(round, failure));
    }

    private Uni<Batch> read(Attempt attempt) {
        var paths = attempt.firstReads(names);
        if (paths.isEmpty()) {
            return Uni.createFrom().item(() -> new Batch(names, time.now()));
        }
        return documents.read(paths).emitOn(time.executor()).chain(reading -> {
            var batch = new Batch(names, reading.readAt());
            batch.add(paths, reading);
            return readMore(batch, attempt);
        });
    }

    private Uni<Batch> readMore(Batch batch, Attempt attempt) {
        Set<DocumentPath> missing = attempt.missing(batch);
        return missing.isEmpty()
                ? Uni.createFrom().item(batch)
                : documents
                        .read(missing)
                        .emitOn(time.executor())
                        .invoke(reading -> batch.add(missing, reading))
                        .replaceWith(batch);
    }

    private Uni<Instant> commit(Round round) {
        var writes = round.batch().writes();
        return writes.isEmpty() ? Uni.createFrom().item(round.batch().now()) : documents.commit(writes);
    }

    private void committed(Round round, Instant at) {
        try {
            signals.committed(round.decided().size());
            round.decided().forEach(this::settle);
            round.toPublish().forEach((uuid, works) -> publish(round, uuid, works, at));
        } finally {
            postpone(round);
            idle();
        }
    }

    private void settle(Work work, Decision decision) {
        if (decision instanceof Store store) {
            count(store.next());
            work.stored(store.next());
        } else if (decision instanceof PublishAgain stored) {
            work.stored(stored.saga());
        } else if (decision instanceof Reject reject) {
            work.reject(reject.why());
        } else if (decision instanceof Nothing) {
            work.done();
        }
    }

    /** A saga that the relay has looked at since its last change of status is only said again. */
    private void count(Saga stored) {
        if (stored.attempts() == 0) {
            signals.reached(stored.status());
        } else {
            signals.publishedAgain();
        }
    }

    private void publish(Round round, String uuid, List<Work> works, Instant committedAt) {
        var saga = round.batch().saga(uuid).orElseThrow();
        var path = names.saga(uuid);
        var updatedAt = round.batch().changes(path)
                ? committedAt
                : round.batch().updatedAt(path).orElseThrow();
        if (!round.batch().changes(path)) {
            signals.publishedAgain();
        }
        outbox.publish(saga, updatedAt)
                .emitOn(time.executor())
                .subscribe()
                .with(published -> works.forEach(Work::done), failure -> works.forEach(work -> work.retry(failure)));
    }

    private void failed(Round round, Throwable failure) {
        postpone(round);
        var attempt = round.remaining();
        if (!(failure instanceof DocumentsException database)) {
            LOG.error("a batch failed by a bug of the engine", failure);
            attempt.works().forEach(work -> work.bug(new IllegalStateException("the engine failed", failure)));
            idle();
            return;
        }
        switch (database.kind()) {
            case GUARD_FAILED -> {
                signals.conflict(attempt.works().size());
                again.push(attempt.lost(round.batch()));
                idleAfter(pauses.afterConflict(attempt.losses() + 1));
            }
            case BAD_REQUEST -> {
                if (attempt.works().size() == 1) {
                    attempt.works().get(0).reject(database.getMessage());
                } else {
                    attempt.halves().forEach(again::push);
                }
                idle();
            }
            case UNAVAILABLE -> {
                signals.outage();
                if (attempt.outages() == 0) {
                    LOG.warnf("the database is away, trying again until it is back: %s", database.getMessage());
                }
                again.push(attempt.interrupted());
                idleAfter(pauses.afterOutage(attempt.outages() + 1));
            }
        }
    }

    private void postpone(Round round) {
        round.postponed().forEach(again::push);
    }

    private void idleAfter(Duration pause) {
        time.after(pause, this::idle);
    }

    private void idle() {
        busy = false;
        next();
    }
}
