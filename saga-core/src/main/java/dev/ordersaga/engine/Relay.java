package dev.ordersaga.engine;

import dev.ordersaga.flow.Names;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.Documents.Reading;
import dev.ordersaga.port.Time;
import dev.ordersaga.saga.SagaDocument;
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
import org.jboss.logging.Logger;

/**
 * Looks for sagas that lie still, one bucket after another for ever. Any number of relays may run: each takes a saga on
 * by moving its {@code wake_at} under a guard, so there is no leader and no lock.
 */
final class Relay {

    /** So many more are looked at than taken, because the longest due are what is just being worked on. */
    private static final int DUE_PER_CLAIM = 10;

    private static final int HOPELESS_MAX = 10_000;

    private static final Logger LOG = Logger.getLogger(Relay.class);

    private final Documents documents;
    private final Time time;
    private final Names names;
    private final EngineConfig config;
    private final GroupCommit commits;
    private final WakeWork.Maker maker;
    private final Set<String> inHand = new HashSet<>();
    private final Map<String, Instant> hopelessUntil = new LinkedHashMap<>();
    private Duration databaseAhead = Duration.ZERO;
    private int bucket;
    private boolean stopped;

    Relay(Documents documents, Time time, Names names, EngineConfig config, GroupCommit commits, WakeWork.Maker maker) {
        this.documents = documents;
        this.time = time;
        this.names = names;
        this.config = config;
        this.commits = commits;
        this.maker = maker;
    }

    /** Sweeps from now on: each bucket once in {@code sweepEvery}. */
    void start() {
        if (!stopped) {
            time.after(config.sweepEvery().dividedBy(SagaDocument.BUCKETS), this::sweep);
        }
    }

    /** Takes nothing on any more. */
    void stop() {
        stopped = true;
    }

    /** A saga taken on is done with, for now. */
    void settled(String uuid) {
        inHand.remove(uuid);
    }

    /** A saga cannot be woken: it is left alone for a while, so that it keeps nobody else from being found. */
    void hopeless(String uuid) {
        if (hopelessUntil.size() >= HOPELESS_MAX) {
            hopelessUntil.remove(hopelessUntil.keySet().iterator().next());
        }
        hopelessUntil.put(uuid, time.now().plus(config.wakePauseMax()));
    }

    private void sweep() {
        if (!inHand.isEmpty()) {
            start();
            return;
        }
        bucket = (bucket + 1) % SagaDocument.BUCKETS;
        documents
                .due(names.sagas(), bucket, time.now().plus(databaseAhead), config.claimsMax() * DUE_PER_CLAIM)
                .emitOn(time.executor())
                .invoke(this::wake)
                .eventually(this::start)
                .subscribe()
                .with(done -> {}, failure -> LOG.debugf("cannot look for sagas that lie still: %s", failure));
    }

    private void wake(Reading due) {
        databaseAhead = Duration.between(time.now(), due.readAt());
        hopelessUntil.values().removeIf(time.now()::isAfter);
        if (!stopped) {
            chosen(due).forEach(this::take);
        }
    }

    private List<String> chosen(Reading due) {
        var uuids = new ArrayList<>(
                due.found().keySet().stream().map(DocumentPath::id).toList());
        uuids.removeAll(hopelessUntil.keySet());
        Collections.sort(uuids);
        Collections.shuffle(uuids, new Random(time.random().nextLong()));
        return uuids.stream().limit(config.claimsMax()).toList();
    }

    private void take(String uuid) {
        inHand.add(uuid);
        commits.submit(maker.make(uuid, this));
    }
}
