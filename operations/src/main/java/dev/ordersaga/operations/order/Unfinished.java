package dev.ordersaga.operations.order;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.port.Document;
import dev.ordersaga.saga.SagaDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/** Orders that are not at rest, seen one after the other; of them are kept the oldest, and the longest stuck. */
final class Unfinished {

    private final Flow flow;
    private final Moments moments;
    private final Duration wakeAfter;
    private final int stuckMax;
    /** The one that waits for the shortest time is the first to go. */
    private final PriorityQueue<Waiting> stuck = new PriorityQueue<>(
            Comparator.comparing((Waiting waiting) -> waiting.saga().since()).reversed());

    private final List<String> unreadable = new ArrayList<>();
    private Optional<Waiting> oldest = Optional.empty();
    private int seen;
    private int stuckSeen;
    private boolean all = true;

    Unfinished(Flow flow, Instant now, Duration wakeAfter, int stuckMax) {
        this.flow = flow;
        this.moments = new Moments(now);
        this.wakeAfter = wakeAfter;
        this.stuckMax = stuckMax;
    }

    /** There are more than are seen. */
    void notAll() {
        all = false;
    }

    void see(Document document) {
        seen++;
        var uuid = document.path().id();
        try {
            var saga = SagaDocument.saga(uuid, document.fields());
            if (!flow.knows(saga.status())) {
                throw new IllegalArgumentException("its status %s is unknown to this version".formatted(saga.status()));
            }
            see(new Waiting(saga, document.createdAt()));
        } catch (RuntimeException e) {
            // Whatever somebody else has put there: it is told, and the others as well.
            stuckSeen++;
            if (unreadable.size() < stuckMax) {
                unreadable.add("%s cannot be understood: %s".formatted(uuid, e.getMessage()));
            }
        }
    }

    private void see(Waiting waiting) {
        if (oldest.isEmpty() || waiting.since(flow).isBefore(oldest.get().since(flow))) {
            oldest = Optional.of(waiting);
        }
        if (waiting.isStuck(moments.now(), wakeAfter)) {
            stuckSeen++;
            stuck.add(waiting);
            if (stuck.size() > stuckMax) {
                stuck.remove();
            }
        }
    }

    /** How many there are, the oldest, and each that is stuck. */
    List<String> lines() {
        var told = Stream.concat(
                        unreadable.stream(),
                        stuck.stream()
                                .sorted(stuck.comparator().reversed())
                                .map(waiting -> waiting.line(flow, moments)))
                .limit(stuckMax)
                .toList();
        var lines = new ArrayList<String>();
        lines.add("unfinished  " + atLeast() + seen + oldest.map(this::inWords).orElse(""));
        lines.add("stuck       " + atLeast() + stuckSeen);
        lines.addAll(told);
        if (stuckSeen > told.size()) {
            lines.add("and %s%d more".formatted(atLeast(), stuckSeen - told.size()));
        }
        return lines;
    }

    private String inWords(Waiting waiting) {
        return ", the oldest %s, %s old".formatted(waiting.saga().order().uuid(), moments.age(waiting.since(flow)));
    }

    private String atLeast() {
        return all ? "" : "at least ";
    }
}
