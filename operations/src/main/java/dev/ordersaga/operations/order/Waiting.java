package dev.ordersaga.operations.order;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.saga.Saga;
import java.time.Duration;
import java.time.Instant;

/**
 * An order that is not at rest.
 *
 * @param createdAt when the order was accepted, by the database's clock
 */
record Waiting(Saga saga, Instant createdAt) {

    /** Who undoes orders, and looks after those that lie still. */
    static final String JANITOR = "janitor-service";

    /** Since when it is not at rest: one that was complete and is taken back begins anew. */
    Instant since(Flow flow) {
        return saga.reached(flow.completed()) ? saga.since() : createdAt;
    }

    /** Whether it had to be published again, or has lain still for so long that it will be. */
    boolean isStuck(Instant now, Duration wakeAfter) {
        return saga.attempts() > 0 || saga.since().plus(wakeAfter).isBefore(now);
    }

    /** In one line: for whom it waits since when, what was done about it, and when that is done again. */
    String line(Flow flow, Moments moments) {
        return "%s waiting for %s since %s, published %s, %s"
                .formatted(saga.order().uuid(), whom(flow), moments.at(saga.since()), times(), next(moments));
    }

    private String whom(Flow flow) {
        if (flow.rests(saga.status())) {
            return "the note that %s is published".formatted(saga.status());
        }
        return saga.is(Flow.FAILED) ? JANITOR : next(flow).service();
    }

    /** The stage whose turn it is. */
    Flow.Stage next(Flow flow) {
        return flow.stages().get(flow.progress(saga.status()));
    }

    private String times() {
        return saga.attempts() == 0 ? "once" : (saga.attempts() + 1) + " times";
    }

    private String next(Moments moments) {
        return saga.wakeAt()
                .map(at -> (at.isAfter(moments.now()) ? "next at " : "next was due at ") + moments.at(at))
                .orElse("and nobody looks after it");
    }
}
