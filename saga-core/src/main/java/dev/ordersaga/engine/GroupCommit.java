package dev.ordersaga.engine;

import dev.ordersaga.engine.Decision.Note;
import dev.ordersaga.engine.Decision.Nothing;
import dev.ordersaga.engine.Decision.PublishAgain;
import dev.ordersaga.engine.Decision.Reject;
import dev.ordersaga.engine.Decision.Store;
import dev.ordersaga.flow.Names;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.Documents.Reading;
import dev.ordersaga.port.DocumentsException;
import dev.ordersaga.port.Time;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * One commit in flight; whatever arrives meanwhile forms the next batch. There is no timer: when idle the first message
 * commits at once, under load batches grow by themselves. A batch is read, decided, committed; then its events are
 * published, and what brought them is acknowledged, while the next batch is on its way.
 *
 * <p>A commit that fails is never repeated blindly: after a pause everything is read and decided again.
 */
final class GroupCommit {

    /** A batch that was read and got no answer to its commit so often may be too much at once. */
    private static final int OUTAGES_BEFORE_HALVING = 3;

    private static final Logger LOG = Logger.getLogger(GroupCommit.class);

    private final Documents documents;
    private final Outbox outbox;
    private final Time time;
    private final DatabaseClock clock;
    private final Names names;
    private final EngineConfig config;
    private final Pauses pauses;
    private final Signals signals;
    private final Telling telling;

    private final Map<Work, Instant> inHand = new HashMap<>();
    private final Waiting waiting = new Waiting();
    private final Deque<Attempt> again = new ArrayDeque<>();
    private final Unsettled unsettled = new Unsettled();
    private boolean busy;

    GroupCommit(
            Documents documents,
            Outbox outbox,
            Time time,
            DatabaseClock clock,
            Names names,
            EngineConfig config,
            Pauses pauses,
            Signals signals,
            Telling telling) {
        this.documents = documents;
        this.outbox = outbox;
        this.time = time;
        this.clock = clock;
        this.names = names;
        this.config = config;
        this.pauses = pauses;
        this.signals = signals;
        this.telling = telling;
    }

    /** Takes work on; may be called on any thread. */
    void submit(Work work) {
        time.executor().execute(() -> {
            unsettled.add();
            inHand.put(work, time.now());
            waiting.add(work);
            next();
        });
    }

    /** How much was taken on and is not settled: it waits for its commit, or its event for the broker. On the executor. */
    int inHand() {
        return inHand.size();
    }

    /** Completes as soon as all that was taken on is settled. */
    Uni<Void> whenSettled() {
        return Uni.createFrom()
                .emitter(caller -> time.executor().execute(() -> unsettled.whenNone(() -> caller.complete(null))));
    }

    private void next() {
        while (!busy && !(again.isEmpty() && waiting.isEmpty())) {
            var attempt = again.isEmpty() ? Attempt.first(waiting.take(config.batchSizeMax())) : again.remove();
            var given = attempt.works().stream().filter(Work::abandoned).toList();
            given.forEach(work -> settle(work, Work::done, (left, from) -> {}));
            var wanted = attempt.without(given);
            if (!wanted.works().isEmpty()) {
                busy = true;
                run(wanted);
            }
        }
    }

    private void run(Attempt attempt) {
        var round = new Round(attempt, config.batchBytesMax());
        Uni.createFrom()
                .deferred(() -> read(round))
                .emitOn(time.executor())
                .invoke(batch -> decide(round, batch))
                .chain(() -> commit(round))
                .subscribe()
                .with(at -> end(() -> committed(round, at)), failure -> end(() -> failed(round, failure)));
    }

    private void decide(Round round, Batch batch) {
        var attempt = round.attempt();
        round.decide(batch);
        if (round.fought()) {
            waiting.fought(attempt.works());
        }
    }

    private Uni<Batch> read(Round round) {
        var paths = round.attempt().firstReads(names);
        if (paths.isEmpty() && clock.isSet()) {
            var now = clock.now();
            return Uni.createFrom().item(() -> new Batch(names, now));
        }
        return read(paths).chain(reading -> {
            var batch = new Batch(names, reading.readAt());
            batch.add(paths, reading);
            return readMore(round, batch);
        });
    }

    private Uni<Batch> readMore(Round round, Batch batch) {
        Set<DocumentPath> missing = round.missing(batch);
        return missing.isEmpty()
                ? Uni.createFrom().item(batch)
                : read(missing).invoke(reading -> batch.add(missing, reading)).replaceWith(batch);
    }

    /** No clock of ours decides anything: the database tells its own with everything it answers. */
    private Uni<Reading> read(Collection<DocumentPath> paths) {
        return documents.read(paths).emitOn(time.executor()).invoke(reading -> clock.set(reading.readAt()));
    }

    private Uni<Instant> commit(Round round) {
        var writes = round.batch().writes();
        if (writes.isEmpty()) {
            return Uni.createFrom().item(round.batch().now());
        }
        var began = time.now();
        return documents
                .commit(writes)
                .invoke(at -> signals.commitTook(Duration.between(began, time.now())))
                .emitOn(time.executor())
                .invoke(clock::set);
    }

    private void end(Runnable outcome) {
        try {
            outcome.run();
        } finally {
            busy = false;
            next();
        }
    }

    private void committed(Round round, Instant at) {
        var report = new Report(round, signals, time.now());
        again.addAll(round.postponed());
        if (!round.batch().writes().isEmpty()) {
            waiting.cameThrough();
        }
        signals.committed(round.decided().size());
        round.bugs().forEach((work, thrown) -> bug(work, thrown, report));
        round.decided().forEach((work, decision) -> decided(work, decision, report));
        round.toPublish().forEach((uuid, works) -> publish(round.batch(), uuid, works, at, report));
    }

    private void decided(Work work, Decision decision, Report report) {
        Concerning.run(work, () -> telling.decided(work, decision));
        if (decision instanceof Store store) {
            work.stored(store.next());
        } else if (decision instanceof Note note) {
            work.stored(note.next());
            settle(work, Work::done, report);
        } else if (decision instanceof PublishAgain stored) {
            work.stored(stored.saga());
        } else if (decision instanceof Reject reject) {
            settle(work, rejected -> rejected.reject(reject.why()), report, reject.why());
        } else if (decision instanceof Nothing) {
            settle(work, Work::done, report);
        }
    }

    private void publish(Batch batch, String uuid, List<Work> works, Instant committedAt, Report report) {
        if (!batch.changes(uuid)) {
            signals.publishedAgain();
        }
        var began = time.now();
        outbox.publish(batch.saga(uuid).orElseThrow(), batch.storedAt(uuid, committedAt))
                .invoke(() -> signals.publishTook(Duration.between(began, time.now())))
                .emitOn(time.executor())
                .subscribe()
                .with(
                        published -> works.forEach(work -> settle(work, Work::done, report)),
                        failure -> works.forEach(work ->
                                settle(work, unpublished -> unpublished.retry(failure), report, failure.toString())));
    }

    private void failed(Round round, Throwable failure) {
        var report = new Report(round, signals, time.now());
        again.addAll(round.postponed());
        round.bugs().forEach((work, thrown) -> bug(work, thrown, report));
        var attempt = round.attempt();
        if (!(failure instanceof DocumentsException database)) {
            narrowDown(attempt, work -> bug(work, new IllegalStateException("the engine failed", failure), report));
            return;
        }
        switch (database.kind()) {
            case GUARD_FAILED -> {
                signals.conflict(attempt.works().size());
                later(attempt.lost(round.batch()), pauses.afterConflict(attempt.losses() + 1));
            }
            case BAD_REQUEST ->
                narrowDown(
                        attempt,
                        work -> settle(work, bad -> bad.reject(database.getMessage()), report, database.getMessage()));
            case UNAVAILABLE -> interrupted(attempt.interrupted(), round.wasRead(), database);
        }
    }

    private void interrupted(Attempt attempt, boolean wasRead, DocumentsException failure) {
        signals.outage();
        if (attempt.outages() == 1) {
            LOG.warnf("the database is away, trying again until it is back: %s", failure.getMessage());
        }
        var pause = pauses.afterOutage(attempt.outages());
        if (wasRead
                && attempt.outages() >= OUTAGES_BEFORE_HALVING
                && attempt.works().size() > 1) {
            attempt.halves().forEach(half -> later(half, pause));
        } else {
            later(attempt, pause);
        }
    }

    /** Halves until the culprit stands alone. */
    private void narrowDown(Attempt attempt, Consumer<Work> culprit) {
        if (attempt.works().size() == 1) {
            culprit.accept(attempt.works().get(0));
        } else {
            again.addAll(attempt.halves());
        }
    }

    private void later(Attempt attempt, Duration pause) {
        time.after(pause, () -> {
            again.add(attempt);
            next();
        });
    }

    private void bug(Work work, RuntimeException thrown, Report report) {
        settle(work, bugged -> bugged.bug(thrown), report, thrown.toString());
    }

    private void settle(Work work, Consumer<Work> fate, Report report) {
        settle(work, fate, (settled, from) -> report.over(settled, from, time.now(), Optional.empty()));
    }

    private void settle(Work work, Consumer<Work> fate, Report report, String trouble) {
        settle(work, fate, (settled, from) -> report.over(settled, from, time.now(), Optional.of(trouble)));
    }

    /** Tells a work, and then others, what became of it; one that cannot bear it concerns nobody else. */
    private void settle(Work work, Consumer<Work> fate, BiConsumer<Work, Instant> others) {
        try {
            Concerning.run(work, () -> fate.accept(work));
            others.accept(work, inHand.get(work));
        } catch (RuntimeException e) {
            LOG.errorf(e, "order %s could not be settled", work.uuid());
        } finally {
            inHand.remove(work);
            unsettled.remove();
        }
    }
}
