package dev.ordersaga.engine;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Names;
import dev.ordersaga.port.Document;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.Documents.Reading;
import dev.ordersaga.port.DocumentsException;
import dev.ordersaga.port.DocumentsException.Kind;
import dev.ordersaga.port.Time;
import dev.ordersaga.saga.SagaDocument;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Tells how many orders have not come to rest, and for how long the oldest of them: at one group of buckets after
 * another, for ever. Of a group with more than {@link #ORDERS_MAX} it sees those that the relay looks at next: an order
 * that the relay has put off is not among them before its turn comes near. Whoever watches for old ones must look back as
 * far as that.
 */
final class Unfinished {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(4);

    /** The longest pause between two looks, however long the database takes to answer: an outage must be noticed. */
    private static final Duration LOOK_EVERY_MAX = Duration.ofSeconds(10);

    private static final int ORDERS_MAX = 400;

    private static final Logger LOG = Logger.getLogger(Unfinished.class);

    private final Documents documents;
    private final Time time;
    private final DatabaseClock clock;
    private final Names names;
    private final EngineConfig config;
    private final Flow flow;
    private final Signals signals;
    private final int[] orders = new int[Buckets.GROUPS];
    private final Duration[] oldest = new Duration[Buckets.GROUPS];
    private int group;
    private Duration took = Duration.ZERO;
    private int missed;
    private boolean isBlind;
    private volatile boolean stopped;

    Unfinished(
            Documents documents,
            Time time,
            DatabaseClock clock,
            Names names,
            EngineConfig config,
            Flow flow,
            Signals signals) {
        this.documents = documents;
        this.time = time;
        this.clock = clock;
        this.names = names;
        this.config = config;
        this.flow = flow;
        this.signals = signals;
        Arrays.fill(oldest, Duration.ZERO);
    }

    /** Looks from now on. */
    void start() {
        if (!stopped) {
            time.after(Pauses.betweenLooks(LOOK_EVERY, LOOK_EVERY_MAX, took), this::look);
        }
    }

    void stop() {
        stopped = true;
    }

    /** Whatever is left to do about an order, the relay is to look at it by then. */
    private Instant horizon() {
        return clock.now().plus(config.wakePauseMax().multipliedBy(2));
    }

    private void look() {
        if (stopped) {
            return;
        }
        var began = time.now();
        Uni.createFrom()
                .deferred(() -> documents.due(names.sagas(), Buckets.group(group), horizon(), ORDERS_MAX))
                .emitOn(time.executor())
                .eventually(() -> took = Duration.between(began, time.now()))
                .invoke(this::tell)
                .onFailure()
                .invoke(this::blind)
                .eventually(this::start)
                .subscribe()
                .with(told -> {}, failure -> {});
    }

    /** One group that cannot be looked at hides no other; once all have been missed, nothing is known any more. */
    private void blind(Throwable failure) {
        if (failure instanceof DocumentsException database && database.kind() == Kind.UNAVAILABLE) {
            signals.outage();
        } else if (!isBlind) {
            LOG.warnf("cannot look for orders that have not come to rest, trying again: %s", failure.getMessage());
            isBlind = true;
        }
        missed++;
        if (missed >= Buckets.GROUPS) {
            signals.unfinishedUnknown();
        }
        goOn();
    }

    private void goOn() {
        group = Buckets.after(group);
    }

    private void tell(Reading seen) {
        clock.set(seen.readAt());
        orders[group] = seen.found().size();
        oldest[group] = seen.found().values().stream()
                .map(saga -> Duration.between(since(saga), seen.readAt()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        missed = 0;
        isBlind = false;
        goOn();
        signals.unfinished(
                IntStream.of(orders).sum(),
                Arrays.stream(oldest).max(Duration::compareTo).orElseThrow());
    }

    /** When it was received, or taken back after it had come to rest; of one that cannot be read, when it was stored. */
    private Instant since(Document document) {
        try {
            var saga = SagaDocument.saga(document.path().id(), document.fields());
            var since = saga.receivedAt();
            var rested = false;
            for (var entry : saga.history()) {
                if (rested && !flow.rests(entry.status())) {
                    since = entry.at();
                }
                rested = flow.rests(entry.status());
            }
            return since;
        } catch (RuntimeException unreadable) {
            return document.createdAt();
        }
    }
}
