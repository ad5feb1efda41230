package dev.ordersaga.runtime;

import dev.ordersaga.engine.Signals;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;

/** The engine's work as metrics. */
final class MeteredSignals implements Signals {

    private final MeterRegistry meters;
    private final DistributionSummary batchSize;
    private final Counter conflicts;
    private final Counter publishedAgain;
    private final Counter deadLetters;
    private final Counter outages;

    MeteredSignals(MeterRegistry meters) {
        this.meters = meters;
        this.batchSize = meters.summary("ordersaga.batch.size");
        this.conflicts = meters.counter("ordersaga.conflicts");
        this.publishedAgain = meters.counter("ordersaga.published.again");
        this.deadLetters = meters.counter("ordersaga.dead.letters");
        this.outages = meters.counter("ordersaga.outages");
    }

    @Override
    public void committed(int works) {
        batchSize.record(works);
    }

    @Override
    public void conflict(int works) {
        conflicts.increment();
    }

    @Override
    public void reached(String status) {
        meters.counter("ordersaga.sagas", "status", status).increment();
    }

    @Override
    public void publishedAgain() {
        publishedAgain.increment();
    }

    @Override
    public void deadLetter() {
        deadLetters.increment();
    }

    @Override
    public void outage() {
        outages.increment();
    }
}
