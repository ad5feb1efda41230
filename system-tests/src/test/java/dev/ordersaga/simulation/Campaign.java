package dev.ordersaga.simulation;

import dev.ordersaga.simulation.Simulation.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Many worlds, one after the other on each core, until one breaks a promise. */
final class Campaign {

    /**
     * What came of it.
     *
     * @param seeds how many worlds lived
     * @param toRestMax the longest that one of them took to come to rest
     */
    record Report(long seeds, Optional<Result> failure, Duration toRestMax, Coverage coverage) {

        private Report with(Report other) {
            coverage.add(other.coverage);
            var max = toRestMax.compareTo(other.toRestMax) > 0 ? toRestMax : other.toRestMax;
            return new Report(seeds + other.seeds, earlier(failure, other.failure), max, coverage);
        }

        private static Optional<Result> earlier(Optional<Result> one, Optional<Result> other) {
            return one.isPresent() && other.isPresent()
                    ? one.filter(result -> result.seed() < other.get().seed()).or(() -> other)
                    : one.or(() -> other);
        }
    }

    private final Supplier<Parts> parts;
    private final AtomicLong next;
    private final long end;
    private volatile boolean failed;

    private Campaign(Supplier<Parts> parts, long first, long seeds) {
        this.parts = parts;
        this.next = new AtomicLong(first);
        this.end = first + seeds;
    }

    /** Runs worlds with these seeds until one fails. */
    static Report run(Supplier<Parts> parts, long first, long seeds) {
        return new Campaign(parts, first, seeds).run();
    }

    private Report run() {
        int cores = Runtime.getRuntime().availableProcessors();
        var threads = Executors.newFixedThreadPool(cores);
        try {
            var shares = new ArrayList<Future<Report>>();
            for (int i = 0; i < cores; i++) {
                shares.add(threads.submit(this::share));
            }
            var report = none();
            for (var share : shares) {
                report = report.with(share.get());
            }
            return report;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private Report share() {
        var report = none();
        for (long seed = next.getAndIncrement(); seed < end && !failed; seed = next.getAndIncrement()) {
            var result = Simulation.run(seed, parts.get(), report.coverage(), false);
            failed |= result.violation().isPresent();
            report = report.with(new Report(
                    1,
                    Optional.of(result).filter(each -> each.violation().isPresent()),
                    result.toRest(),
                    new Coverage()));
        }
        return report;
    }

    private static Report none() {
        return new Report(0, Optional.empty(), Duration.ZERO, new Coverage());
    }
}
