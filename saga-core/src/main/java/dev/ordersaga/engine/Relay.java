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
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Looks for sagas that lie still, one group of buckets after another for ever. Any number of relays may run: each takes
 * a saga on by moving its {@code wake_at} under a guard, so there is no leader and no lock.
 */
final class Relay {

    /** So many more are looked at than claimed, because the longest due are what is just being worked on. */
    private static final int DUE_PER_CLAIM = 5;

    private static final int HOPELESS_MAX = 10_000;

    private static final Duration AT_ONCE = Duration.ofMillis(10);

    private static final Logger LOG = Logger.getLogger(Relay.class);

    private final Documents documents;
    private final Time time;
    private final DatabaseClock clock;
    private final Names names;
    private final EngineConfig config;
    private final Protocol protocol;
    private final GroupCommit commits;
    private final WakeWork.Maker maker;
    private final List<ClaimBudget> budgets;
    private final Set<String> inHand = new HashSet<>();
    private final Map<String, Instant> hopelessUntil = new LinkedHashMap<>();
    private int group;
    private Duration took = Duration.ZERO;
    private boolean isBusy;
    private boolean isFullOfLate;
    private boolean isBlind;
    private volatile boolean stopped;

    Relay(
            Documents documents,
            Time time,
            DatabaseClock clock,
            Names names,
            EngineConfig config,
            Protocol protocol,
            GroupCommit commits,
            WakeWork.Maker maker) {
        this.documents = documents;
        this.time = time;
        this.clock = clock;
        this.names = names;
        this.config = config;
        this.protocol = protocol;
        this.commits = commits;
        this.maker = maker;
        this.budgets = Stream.generate(() -> new ClaimBudget(config.claimsMax(), config.claimsShare()))
                .limit(SagaDocument.BUCKETS)
                .toList();
    }

    /** Sweeps from now on: each group once in {@code sweepEvery}, and at once again while half of a full look is late. */
    void start() {
        if (!stopped) {
            time.after(isFullOfLate ? AT_ONCE : pause(), this::sweep);
        }
    }

    /** As long as nothing is seen to lie still, a database that takes long to answer is asked less often. */
    private Duration pause() {
        var usual = config.sweepEvery().dividedBy(Buckets.GROUPS);
        var most = config.wakeAfter().dividedBy(Buckets.GROUPS);
        return isBusy ? usual : Pauses.betweenLooks(usual, most, took);
    }

    /** Takes nothing on any more. */
    void stop() {
        stopped = true;
    }

    /** A saga taken on is done with, for now. */
    void settled(String uuid) {
        inHand.remove(uuid);
    }

    /** A saga cannot be woken: it is left alone for a while, so that few of them keep nobody else from being found. */
    void hopeless(String uuid) {
        if (hopelessUntil.size() >= HOPELESS_MAX && !hopelessUntil.containsKey(uuid)) {
            hopelessUntil.remove(hopelessUntil.keySet().iterator().next());
        }
        hopelessUntil.put(uuid, time.now().plus(config.wakePauseMax()));
    }

    private void sweep() {
        if (stopped) {
            return;
        }
        if (!inHand.isEmpty()) {
            start();
            return;
        }
        var began = time.now();
        hopelessUntil.values().removeIf(began::isAfter);
        int limit = dueMax();
        Uni.createFrom()
                .deferred(() -> documents.due(names.sagas(), Buckets.group(group), clock.now(), limit))
                .emitOn(time.executor())
                .eventually(() -> took = Duration.between(began, time.now()))
                .chain(due -> takeOn(due, due.found().size() == limit))
                .onFailure()
                .invoke(this::blind)
                .eventually(this::start)
                .subscribe()
                .with(done -> isBlind = false, failure -> {});
    }

    /** One group that cannot be looked at keeps nobody in the others from being found. */
    private void blind(Throwable failure) {
        if (!isBlind) {
            LOG.warnf("cannot look for sagas that lie still, trying again: %s", failure.getMessage());
        }
        isBlind = true;
        isBusy = false;
        isFullOfLate = false;
        goOn();
    }

    private void goOn() {
        group = Buckets.after(group);
    }

    /** Those that cannot be woken lie before all others, for ever: as many more are looked at, twice as many at most. */
    private int dueMax() {
        int dueMax = config.claimsMax() * Buckets.IN_A_GROUP * DUE_PER_CLAIM;
        return dueMax + Math.min(hopelessUntil.size(), dueMax);
    }

    /**
     * Those that are late have had their time, all of them. Of the others only some are claimed, and none while the look is
     * repeated at once: too soon to tell whether they move by themselves.
     */
    private Uni<?> takeOn(Reading due, boolean isFull) {
        clock.set(due.readAt());
        isBusy = !due.found().isEmpty();
        var byLate = due.found().values().stream()
                .filter(saga -> !hopelessUntil.containsKey(saga.path().id()))
                .collect(Collectors.partitioningBy(saga -> isLate(saga, due.readAt())));
        var late = byLate.get(true);
        var others = byLate.get(false);
        if (isFull && late.isEmpty() && others.isEmpty()) {
            LOG.errorf("nothing but sagas that cannot be woken is seen in buckets %s", Buckets.group(group));
        }
        late.forEach(this::take);
        // Not all of them have to be late: a single one that is not would leave the rest to the next sweep.
        isFullOfLate = isFull && !late.isEmpty() && late.size() >= others.size();
        if (isFullOfLate) {
            forgetLeft();
            return Uni.createFrom().voidItem();
        }
        return gone(due).invoke(now -> claim(others, due, now));
    }

    /** What those have come to that were left alone the last time and are no longer due. */
    private Uni<Reading> gone(Reading due) {
        var gone = Buckets.group(group).stream()
                .flatMap(bucket -> budgets.get(bucket).gone(due).stream())
                .collect(Collectors.toSet());
        return gone.isEmpty()
                ? Uni.createFrom().item(due)
                : documents.read(gone).emitOn(time.executor()).onFailure().invoke(this::forgetLeft);
    }

    /** Who cannot read so many at once would not be able to the next time either. */
    private void forgetLeft() {
        Buckets.group(group).forEach(bucket -> budgets.get(bucket).leave(List.of()));
    }

    /** In each bucket as many as its budget has. */
    private void claim(List<Document> sagas, Reading due, Reading now) {
        var shuffled = new ArrayList<>(sagas);
        Collections.shuffle(shuffled, new Random(time.random().nextLong()));
        var byBucket = shuffled.stream().collect(Collectors.groupingBy(Relay::bucket));
        for (int bucket : Buckets.group(group)) {
            var budget = budgets.get(bucket);
            var there = byBucket.getOrDefault(bucket, List.of());
            int claims = Math.min(budget.claims(budget.gone(due), now), there.size());
            there.subList(0, claims).forEach(this::take);
            budget.leave(there.subList(claims, there.size()));
        }
        goOn();
    }

    private static int bucket(Document saga) {
        return ((Number) saga.fields().get("bucket")).intValue();
    }

    private boolean isLate(Document saga, Instant readAt) {
        return saga.fields().get("status") instanceof String status
                && protocol.isLate(status, Duration.between(saga.createdAt(), readAt));
    }

    private void take(Document saga) {
        if (stopped) {
            return;
        }
        inHand.add(saga.path().id());
        commits.submit(maker.make(saga.path().id(), this));
    }
}
