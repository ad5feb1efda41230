package dev.ordersaga.engine;

import dev.ordersaga.saga.Saga;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What those are told who follow an order through a round of works: nothing before a work is over, and nothing at all
 * where nobody listens, or of an order whose trace is not recorded.
 */
final class Report {

    /** That many orders tell enough of what a commit was shared with. */
    private static final int OTHERS_MAX = 16;

    /** How the W3C context of a trace ends that is not recorded. */
    private static final String NOT_SAMPLED = "-00";

    private final Round round;
    private final Signals signals;
    private final Instant decided;
    private final List<String> traces;

    /**
     * A round that has ended.
     *
     * @param decided when
     */
    Report(Round round, Signals signals, Instant decided) {
        this.round = round;
        this.signals = signals;
        this.decided = decided;
        this.traces = signals.traced() ? traces() : List.of();
    }

    private List<String> traces() {
        return round.decided().keySet().stream()
                .flatMap(work -> saga(work).flatMap(Report::trace).stream())
                .distinct()
                .limit(OTHERS_MAX + 1)
                .toList();
    }

    /** A work is over. */
    void over(Work work, Instant from, Instant to, Optional<String> trouble) {
        if (!signals.traced()) {
            return;
        }
        saga(work)
                .ifPresent(saga -> trace(saga)
                        .ifPresent(trace -> signals.hop(new Hop(
                                work.task(),
                                work.source(),
                                work.step(),
                                work.uuid(),
                                trace,
                                saga.status(),
                                outcome(work),
                                trouble,
                                from,
                                decided,
                                to,
                                round.decided().size(),
                                traces.stream()
                                        .filter(other -> !other.equals(trace))
                                        .limit(OTHERS_MAX)
                                        .toList()))));
    }

    private static Optional<String> trace(Saga saga) {
        return saga.order().traceparent().filter(trace -> !trace.endsWith(NOT_SAMPLED));
    }

    private String outcome(Work work) {
        return Optional.ofNullable(round.decided().get(work))
                .map(Decision::inWords)
                .orElse("not decided");
    }

    /** Of a round that was not read, or a saga that cannot be, no trace is known. */
    private Optional<Saga> saga(Work work) {
        try {
            return round.wasRead() ? round.batch().saga(work.uuid()) : Optional.empty();
        } catch (RuntimeException unreadable) {
            return Optional.empty();
        }
    }
}
