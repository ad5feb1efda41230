package dev.ordersaga.engine;

import dev.ordersaga.flow.Names;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.Documents.Reading;
import dev.ordersaga.port.Time;
import dev.ordersaga.saga.Protocol;
import dev.ordersaga.saga.SagaDocument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import org.jboss.logging.Logger;

/**
 * Looks for sagas that lie still, one bucket after another for ever. Any number of relays may run: each takes a saga on
 * by moving its {@code wake_at} under a guard, so there is no leader and no lock.
 */
final class Relay {

    private static final Logger LOG = Logger.getLogger(Relay.class);

    private final Documents documents;
    private final Time time;
    private final Names names;
    private final EngineConfig config;
    private final GroupCommit commits;
    private final Protocol protocol;
    private final Pauses pauses;
    private final String service;
    private int bucket;
    private Duration ahead = Duration.ZERO;

    Relay(
            Documents documents,
            Time time,
            Names names,
            EngineConfig config,
            GroupCommit commits,
            Protocol protocol,
            Pauses pauses,
            String service) {
        this.documents = documents;
        this.time = time;
        this.names = names;
        this.config = config;
        this.commits = commits;
        this.protocol = protocol;
        this.pauses = pauses;
        this.service = service;
    }

    /** Starts sweeping: each bucket once in {@code sweepEvery}. */
    void start() {
        time.after(config.sweepEvery().dividedBy(SagaDocument.BUCKETS), this::sweep);
    }

    private void sweep() {
        bucket = (bucket + 1) % SagaDocument.BUCKETS;
        documents
                .due(names.sagas(), bucket, time.now().plus(ahead), config.claimsMax())
                .emitOn(time.executor())
                .subscribe()
                .with(this::wake, failure -> {
                    LOG.debugf("cannot look for sagas that lie still: %s", failure.getMessage());
                    start();
                });
    }

    /** Taken in random order: the longest due are what is just being worked on. */
    private void wake(Reading due) {
        ahead = Duration.between(time.now(), due.readAt());
        var paths = new ArrayList<>(due.found().keySet());
        Collections.sort(paths);
        Collections.shuffle(paths, new Random(time.random().nextLong()));
        paths.forEach(path -> commits.submit(new WakeWork(path.id(), service, protocol, pauses)));
        start();
    }
}
