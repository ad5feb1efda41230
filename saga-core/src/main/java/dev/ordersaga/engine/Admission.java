package dev.ordersaga.engine;

import dev.ordersaga.flow.Names;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.Time;
import dev.ordersaga.saga.SagaDocument;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Whether there is room for more orders. There is none while sagas wait too long to be worked on: a backlog that is
 * older than the deadline when it is got to would never be worked off. One saga that is stuck is no backlog; there has to
 * be one in every bucket. Looks only when orders come, seldom, and when all is well at one bucket alone.
 */
final class Admission {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private static final Logger LOG = Logger.getLogger(Admission.class);

    private final Documents documents;
    private final Time time;
    private final DatabaseClock clock;
    private final Names names;
    private final EngineConfig config;
    private Instant lookAgainAt = Instant.MIN;
    private boolean full;
    private boolean looking;

    Admission(Documents documents, Time time, DatabaseClock clock, Names names, EngineConfig config) {
        this.documents = documents;
        this.time = time;
        this.clock = clock;
        this.names = names;
        this.config = config;
    }

    /** Whether one more order would have to wait too long, as far as was seen lately; to be asked on the executor. */
    boolean isFull() {
        if (!looking && !time.now().isBefore(lookAgainAt)) {
            looking = true;
            backlogFrom(time.random().nextInt(SagaDocument.BUCKETS), SagaDocument.BUCKETS)
                    .emitOn(time.executor())
                    .eventually(this::looked)
                    .subscribe()
                    .with(this::found, failure -> LOG.debugf("cannot look for a backlog: %s", failure));
        }
        return full && time.now().isBefore(lookAgainAt.plus(LOOK_EVERY));
    }

    /** Whether sagas lie still in all of so many buckets. */
    private Uni<Boolean> backlogFrom(int bucket, int buckets) {
        return documents
                .due(names.sagas(), bucket % SagaDocument.BUCKETS, clock.now().plus(wakeSoon()), 1)
                .emitOn(time.executor())
                .invoke(lying -> clock.set(lying.readAt()))
                .chain(lying -> lying.found().isEmpty() || buckets == 1
                        ? Uni.createFrom().item(!lying.found().isEmpty())
                        : backlogFrom(bucket + 1, buckets - 1));
    }

    /** A saga that changed so long ago is due within this time, or has been for so long. */
    private Duration wakeSoon() {
        return config.wakeAfter().minus(config.backlogAgeMax());
    }

    private void found(boolean backlog) {
        if (backlog != full) {
            LOG.warn(backlog ? "a backlog: new orders are put off" : "the backlog is gone: new orders are taken");
        }
        full = backlog;
    }

    private void looked() {
        looking = false;
        lookAgainAt = time.now().plus(LOOK_EVERY);
    }
}
