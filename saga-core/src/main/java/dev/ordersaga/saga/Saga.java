package dev.ordersaga.saga;

import dev.ordersaga.flow.Flow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is known of one order: log, outbox, tombstone and status in one. Immutable; each method that changes it
 * answers the next version.
 *
 * @param version bumped by every write, so that a write's guard is a fence; published as {@code seq}
 * @param unpublished the outbox: the event of {@code status} is not yet known to be published
 * @param wakeAt when the janitor must look again; empty once there is nothing left to do
 * @param attempts how often the janitor has looked since the last change of status
 * @param expireAt when a tombstone may be purged; only on compensated sagas
 */
public record Saga(
        Order order,
        String status,
        Optional<String> reason,
        String detail,
        List<Entry> history,
        long version,
        boolean unpublished,
        Optional<Instant> wakeAt,
        int attempts,
        Optional<Instant> expireAt) {

    /** A line of the audit trail: what the order came to, when, through whom. */
    public record Entry(String status, Instant at, String by, Optional<String> reason, String detail) {}

    /**
     * A change of status.
     *
     * @param by the service that makes it
     * @param detail one sentence for people
     * @param wakeAt when the janitor looks after it, should nothing happen
     */
    public record Transition(String by, String detail, Instant at, Instant wakeAt) {}

    /** The fact that an order's payment is settled: nothing undoes such an order any more. */
    private static final String SETTLED = "settled";

    public Saga {
        history = List.copyOf(history);
    }

    /** The saga of an order just accepted. */
    public static Saga received(Order order, Transition transition) {
        return new Saga(
                        order,
                        Flow.RECEIVED,
                        Optional.empty(),
                        "",
                        List.of(),
                        0,
                        false,
                        Optional.empty(),
                        0,
                        Optional.empty())
                .changed(order, Flow.RECEIVED, Optional.empty(), transition);
    }

    /** A step said yes. */
    public Saga advanced(String to, Map<String, Object> facts, Transition transition) {
        return changed(order.with(facts), to, Optional.empty(), transition);
    }

    /** A step said no, or somebody took the order back. */
    public Saga failed(String why, Transition transition) {
        return changed(order, Flow.FAILED, Optional.of(why), transition);
    }

    /** Everything the order left behind is undone; why it had to be stays. */
    public Saga compensated(Transition transition) {
        return changed(order, Flow.COMPENSATED, reason, transition);
    }

    /** The janitor has taken it on itself to publish the event again, and will look again later. */
    public Saga claimed(Instant nextWakeAt) {
        return new Saga(
                order,
                status,
                reason,
                detail,
                history,
                version + 1,
                unpublished,
                Optional.of(nextWakeAt),
                attempts + 1,
                expireAt);
    }

    /** Its event is published: nothing is left to do. */
    public Saga marked(Optional<Instant> purgeAt) {
        return new Saga(
                order, status, reason, detail, history, version + 1, false, Optional.empty(), attempts, purgeAt);
    }

    /** Its payment is settled: what was done stays done. */
    public Saga settled(String by, String note, Instant at) {
        return noted(order.with(Map.of(SETTLED, true)), by, note, at);
    }

    /** Something was done about the order that leaves it where it is. */
    public Saga noted(String by, String note, Instant at) {
        return noted(order, by, note, at);
    }

    public boolean isSettled() {
        return order.is(SETTLED);
    }

    /** When the order was accepted. */
    public Instant receivedAt() {
        return history.get(0).at();
    }

    /** When the order came to its status. */
    public Instant since() {
        return history.stream()
                .filter(entry -> is(entry.status()))
                .findFirst()
                .orElseThrow()
                .at();
    }

    /** Whether the latest thing that happened to the order brought it to its status. */
    public boolean hasJustCome() {
        return attempts == 0
                && history.stream().filter(entry -> is(entry.status())).count() == 1;
    }

    public boolean is(String other) {
        return status.equals(other);
    }

    /** Whether the order was ever brought to this status. */
    public boolean reached(String other) {
        return history.stream().anyMatch(entry -> entry.status().equals(other));
    }

    private Saga noted(Order now, String by, String note, Instant at) {
        var entries = new ArrayList<>(history);
        entries.add(new Entry(status, at, by, Optional.empty(), note));
        return new Saga(now, status, reason, detail, entries, version + 1, unpublished, wakeAt, attempts, expireAt);
    }

    private Saga changed(Order now, String to, Optional<String> why, Transition transition) {
        var entries = new ArrayList<>(history);
        entries.add(new Entry(to, transition.at(), transition.by(), why, transition.detail()));
        return new Saga(
                now,
                to,
                why,
                transition.detail(),
                entries,
                version + 1,
                true,
                Optional.of(transition.wakeAt()),
                0,
                Optional.empty());
    }
}
