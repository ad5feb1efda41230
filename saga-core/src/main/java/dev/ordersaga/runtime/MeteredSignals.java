package dev.ordersaga.runtime;

import static dev.ordersaga.flow.Flow.COMPENSATED;
import static dev.ordersaga.flow.Flow.FAILED;

import dev.ordersaga.engine.Hop;
import dev.ordersaga.engine.Signals;
import dev.ordersaga.flow.Flow;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.saga.Saga.Entry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The engine's work as metrics, and as spans of the traces that orders are part of. */
final class MeteredSignals implements Signals {

    /** What one call takes, and what an order takes, in steps that quantiles can be told from. */
    private static final Duration[] OF_A_CALL = millis(2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000);

    private static final Duration[] OF_AN_ORDER =
            millis(25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000);

    /** How many orders have not come to rest, and for how long the oldest; no numbers where that is not known. */
    private record Unfinished(double orders, double oldestSeconds) {

        static final Unfinished UNKNOWN = new Unfinished(Double.NaN, Double.NaN);
    }

    private final MeterRegistry meters;
    private final Flow flow;
    private final Traces traces;
    private final DistributionSummary batchSize;
    private final Timer commits;
    private final Timer publishes;
    private final Counter conflicts;
    private final Counter publishedAgain;
    private final Counter redeliveries;
    private final Counter outages;
    private final AtomicReference<Unfinished> unfinished = new AtomicReference<>();

    MeteredSignals(MeterRegistry meters, Flow flow, Traces traces) {
        this.meters = meters;
        this.flow = flow;
        this.traces = traces;
        this.batchSize = meters.summary("ordersaga.batch.size");
        this.commits = timer("ordersaga.commit", OF_A_CALL).register(meters);
        this.publishes = timer("ordersaga.publish", OF_A_CALL).register(meters);
        this.conflicts = meters.counter("ordersaga.conflicts");
        this.publishedAgain = meters.counter("ordersaga.published.again");
        this.redeliveries = meters.counter("ordersaga.redeliveries");
        this.outages = meters.counter("ordersaga.outages");
        begin();
    }

    /** A counter that begins with its first event hides that one: what is watched for begins with none. */
    private void begin() {
        Stream.concat(Stream.of(Flow.RECEIVED), flow.stages().stream().map(Flow.Stage::status))
                .forEach(status -> sagas(status, "none"));
        Set.of("TIMED_OUT", "CANCELLED").forEach(reason -> sagas(FAILED, reason));
        Set.of("TIMED_OUT", "CANCELLED", "other").forEach(reason -> sagas(COMPENSATED, reason));
    }

    @Override
    public void listening(String topic) {
        deadLetters(topic);
    }

    @Override
    public void committed(int works) {
        batchSize.record(works);
    }

    @Override
    public void commitTook(Duration time) {
        commits.record(time);
    }

    @Override
    public void publishTook(Duration time) {
        publishes.record(time);
    }

    @Override
    public void conflict(int works) {
        conflicts.increment();
    }

    @Override
    public void reached(Saga saga, String reason) {
        sagas(saga.status(), reason).increment();
        var history = saga.history();
        if (history.size() < 2 || wasAtRest(history)) {
            return;
        }
        var last = history.get(history.size() - 1);
        // What came to both in one write has taken no step.
        var step = Duration.between(history.get(history.size() - 2).at(), last.at());
        if (!step.isZero()) {
            took("ordersaga.step", saga, step);
        }
        if (flow.rests(saga.status())) {
            took("ordersaga.saga", saga, Duration.between(saga.receivedAt(), last.at()));
        }
    }

    private void took(String name, Saga saga, Duration time) {
        timer(name, OF_AN_ORDER).tag("status", saga.status()).register(meters).record(time);
    }

    /** An order that was taken back after it had come to rest tells nothing of how long orders take. */
    private boolean wasAtRest(List<Entry> history) {
        return history.subList(0, history.size() - 1).stream().anyMatch(entry -> flow.rests(entry.status()));
    }

    @Override
    public void publishedAgain() {
        publishedAgain.increment();
    }

    @Override
    public void redelivery() {
        redeliveries.increment();
    }

    @Override
    public void deadLetter(String topic) {
        deadLetters(topic).increment();
    }

    @Override
    public void outage() {
        outages.increment();
    }

    @Override
    public void unfinished(int orders, Duration oldest) {
        tell(new Unfinished(orders, oldest.toMillis() / 1_000.0));
    }

    @Override
    public void unfinishedUnknown() {
        tell(Unfinished.UNKNOWN);
    }

    private void tell(Unfinished now) {
        if (unfinished.getAndSet(now) == null) {
            meters.gauge("ordersaga.unfinished", unfinished, seen -> seen.get().orders());
            meters.gauge(
                    "ordersaga.oldest.unfinished.seconds",
                    unfinished,
                    seen -> seen.get().oldestSeconds());
        }
    }

    @Override
    public boolean traced() {
        return traces.told();
    }

    @Override
    public void hop(Hop hop) {
        traces.tell(hop);
    }

    private Counter sagas(String status, String reason) {
        return meters.counter("ordersaga.sagas", "status", status, "reason", reason);
    }

    private Counter deadLetters(String topic) {
        return meters.counter("ordersaga.dead.letters", "topic", topic);
    }

    private static Timer.Builder timer(String name, Duration[] steps) {
        return Timer.builder(name).serviceLevelObjectives(steps);
    }

    private static Duration[] millis(long... millis) {
        return LongStream.of(millis).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }
}
