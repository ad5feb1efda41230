package dev.ordersaga.engine;

import dev.ordersaga.flow.Names;
import dev.ordersaga.port.Document;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.Documents.Reading;
import dev.ordersaga.port.Time;
import dev.ordersaga.saga.Protocol;
import dev.ordersaga.saga.SagaDocument;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Whether there is room for more orders. There is none while orders on their way are older than they should get: a backlog
 * that is past the deadline when it is got to would never be worked off. One order that is stuck is no backlog; there has
 * to be an old one in every bucket, and one that has had its time does not count. Looks only when orders come, seldom, and
 * when all is well at one bucket alone, for sagas that lie still. Once there is no room it looks at whatever is under way,
 * because the relay puts off what it has taken on.
 */
final class Admission {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    /** The longest pause between two looks while orders come, however long the database takes to answer. */
    private static final Duration LOOK_EVERY_MAX = Duration.ofSeconds(5);

    private static final int LYING_MAX = 10;

    private static final int UNDER_WAY_MAX = 100;

    private static final Logger LOG = Logger.getLogger(Admission.class);

    private final Documents documents;
    private final Time time;
    private final DatabaseClock clock;
    private final Names names;
    private final EngineConfig config;
    private final Protocol protocol;
    private Instant lookAgainAt = Instant.MIN;
    private boolean full;
    private boolean looking;

    Admission(
            Documents documents, Time time, DatabaseClock clock, Names names, EngineConfig config, Protocol protocol) {
        this.documents = documents;
        this.time = time;
        this.clock = clock;
        this.names = names;
        this.config = config;
        this.protocol = protocol;
    }

    /** Whether one more order would have to wait too long, as far as was seen lately; to be asked on the executor. */
    boolean isFull() {
        if (!looking && !time.now().isBefore(lookAgainAt)) {
            looking = true;
            var began = time.now();
            backlogFrom(time.random().nextInt(SagaDocument.BUCKETS), SagaDocument.BUCKETS)
                    .emitOn(time.executor())
                    .eventually(() -> looking = false)
                    .subscribe()
                    .with(backlog -> found(backlog, since(began)), failure -> blind(failure, since(began)));
        }
        return full && time.now().isBefore(lookAgainAt.plus(LOOK_EVERY));
    }

    private Duration since(Instant began) {
        return Duration.between(began, time.now());
    }

    /** Whether orders have grown old in all of so many buckets. */
    private Uni<Boolean> backlogFrom(int bucket, int buckets) {
        return look(bucket % SagaDocument.BUCKETS)
                .emitOn(time.executor())
                .invoke(seen -> clock.set(seen.readAt()))
                .map(this::hasOld)
                .chain(old -> old && buckets > 1
                        ? backlogFrom(bucket + 1, buckets - 1)
                        : Uni.createFrom().item(old));
    }

    private Uni<Reading> look(int bucket) {
        var horizon = full
                ? config.wakePauseMax().multipliedBy(2)
                : config.wakeAfter().minus(config.backlogAgeMax());
        return documents.due(
                names.sagas(), Set.of(bucket), clock.now().plus(horizon), full ? UNDER_WAY_MAX : LYING_MAX);
    }

    private boolean hasOld(Reading seen) {
        return seen.found().values().stream().anyMatch(saga -> isOld(saga, seen.readAt()));
    }

    private boolean isOld(Document saga, Instant now) {
        var age = Duration.between(saga.createdAt(), now);
        return age.compareTo(config.backlogAgeMax()) > 0
                && saga.fields().get("status") instanceof String status
                && protocol.onItsWay(status)
                && !protocol.isLate(status, age.minus(config.sweepEvery()));
    }

    private void found(boolean backlog, Duration took) {
        if (backlog != full) {
            LOG.warn(backlog ? "a backlog: new orders are put off" : "the backlog is gone: new orders are taken");
        }
        full = backlog;
        lookAgain(took);
    }

    private void blind(Throwable failure, Duration took) {
        full = false;
        lookAgain(took);
        LOG.warnf("cannot look for a backlog: %s", failure.getMessage());
    }

    /** A database that takes long is asked less often, also when it gives no answer in the end. */
    private void lookAgain(Duration took) {
        lookAgainAt = time.now().plus(full ? LOOK_EVERY : Pauses.betweenLooks(LOOK_EVERY, LOOK_EVERY_MAX, took));
    }
}
