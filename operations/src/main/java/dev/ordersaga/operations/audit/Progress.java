package dev.ordersaga.operations.audit;

import static dev.ordersaga.operations.audit.Violation.Kind.EXPIRY;
import static dev.ordersaga.operations.audit.Violation.Kind.HISTORY;
import static dev.ordersaga.operations.audit.Violation.Kind.OVERDUE;
import static dev.ordersaga.operations.audit.Violation.Kind.UNPUBLISHED;
import static dev.ordersaga.operations.audit.Violation.Kind.WAKE;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Flow.Stage;
import dev.ordersaga.operations.audit.Violation.Kind;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.saga.Saga.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Whether a saga, taken by itself, has gone the right way, is at rest or within its time, and will be looked after. */
record Progress(Flow flow, Limits limits, Instant readAt, Consumer<Violation> violations) {

    void check(Saga saga, Instant createdAt) {
        var statuses = withoutNotes(saga.history());
        if (!isWay(statuses) || !saga.is(statuses.get(statuses.size() - 1))) {
            var way = statuses.isEmpty() ? "nowhere" : String.join(", ", statuses);
            report(HISTORY, saga, "it is %s and went %s".formatted(saga.status(), way));
            return;
        }
        checkTime(saga, createdAt);
        checkWake(saga);
        checkExpiry(saga);
    }

    /** What was noted on an order where it stood names the same status once more, and no reason. */
    private static List<String> withoutNotes(List<Entry> history) {
        var statuses = new ArrayList<String>();
        for (var entry : history) {
            var isNote = !statuses.isEmpty()
                    && statuses.get(statuses.size() - 1).equals(entry.status())
                    && entry.reason().isEmpty();
            if (!isNote) {
                statuses.add(entry.status());
            }
        }
        return statuses;
    }

    /** From RECEIVED through the stages, and from any of them through FAILED to COMPENSATED. */
    private boolean isWay(List<String> statuses) {
        var way = new ArrayList<>(List.of(Flow.RECEIVED));
        flow.stages().stream().map(Stage::status).forEach(way::add);
        var done = statuses.stream().takeWhile(way::contains).toList();
        var undone = statuses.subList(done.size(), statuses.size());
        return !done.isEmpty()
                && done.equals(way.subList(0, Math.min(done.size(), way.size())))
                && List.of(Flow.FAILED, Flow.COMPENSATED)
                        .subList(0, Math.min(undone.size(), 2))
                        .equals(undone);
    }

    private void checkTime(Saga saga, Instant createdAt) {
        var since = saga.since();
        if (saga.is(Flow.FAILED)) {
            if (isOlder(since, limits.grace())) {
                report(OVERDUE, saga, "FAILED since %s and not undone".formatted(since));
            }
        } else if (!flow.rests(saga.status())) {
            if (isOlder(createdAt, limits.deadline().plus(limits.grace()))) {
                report(OVERDUE, saga, "%s and on its way since %s".formatted(saga.status(), createdAt));
            }
        } else if (saga.unpublished() && isOlder(since, limits.grace())) {
            report(UNPUBLISHED, saga, "%s since %s and not known to be published".formatted(saga.status(), since));
        }
    }

    private void checkWake(Saga saga) {
        if (!flow.rests(saga.status()) && !saga.unpublished()) {
            report(WAKE, saga, saga.status() + " and marked as published");
        } else if (saga.unpublished() && saga.wakeAt().isEmpty()) {
            report(WAKE, saga, saga.status() + ", unpublished, and never looked at");
        } else if (!saga.unpublished() && saga.wakeAt().isPresent()) {
            report(
                    WAKE,
                    saga,
                    saga.status() + ", published, and looked at by "
                            + saga.wakeAt().get());
        }
    }

    private void checkExpiry(Saga saga) {
        var isTombstone = saga.is(Flow.COMPENSATED) && !saga.unpublished();
        if (isTombstone && saga.expireAt().isEmpty()) {
            report(EXPIRY, saga, "COMPENSATED, published, and never purged");
        } else if (!isTombstone && saga.expireAt().isPresent()) {
            report(
                    EXPIRY,
                    saga,
                    "%s and to be purged at %s"
                            .formatted(saga.status(), saga.expireAt().get()));
        }
    }

    private boolean isOlder(Instant since, Duration age) {
        return Duration.between(since, readAt).compareTo(age) > 0;
    }

    private void report(Kind kind, Saga saga, String words) {
        violations.accept(new Violation(kind, saga.order().uuid(), words));
    }
}
