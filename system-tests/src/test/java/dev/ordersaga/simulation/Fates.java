package dev.ordersaga.simulation;

import static dev.ordersaga.simulation.Shop.DONE;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.simulation.Act.Place;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What customers were told, and whether it came true. */
final class Fates {

    private final Safety safety;
    private final Limits limits;
    private final Coverage coverage;
    private final Set<String> accepted = new HashSet<>();
    private final Map<String, Saga> cancelled = new HashMap<>();
    private final Set<String> settled = new HashSet<>();

    Fates(Safety safety, Limits limits, Coverage coverage) {
        this.safety = safety;
        this.limits = limits;
        this.coverage = coverage;
    }

    /** A customer was told that the order is accepted. */
    void accepted(String uuid) {
        accepted.add(uuid);
        if (!safety.sagas().containsKey(uuid)) {
            safety.broke("what is accepted is durable", uuid);
        }
    }

    /** A customer was told that the order is taken back. */
    void cancelled(String uuid, Saga told) {
        if (told.isSettled()) {
            return;
        }
        cancelled.put(uuid, told);
        if (!safety.sagas().get(uuid).reached(Flow.FAILED)) {
            safety.broke("what is cancelled is durable", uuid);
        }
    }

    /** An operator was told that the order is settled. */
    void settled(String uuid) {
        settled.add(uuid);
        if (!safety.sagas().get(uuid).isSettled()) {
            safety.broke("what is settled is durable", uuid);
        }
    }

    /** What must have become of the orders, now that everything is at rest. */
    void check(List<Act> acts, Instant troubleEnded) {
        var prompt = troubleEnded.minus(limits.deadline()).plus(limits.recovery());
        for (var act : acts) {
            if (act instanceof Place place) {
                var saga = safety.sagas().get(place.order().uuid());
                if (saga != null) {
                    check(place, saga, saga.history().get(0).at().isAfter(prompt));
                }
            }
        }
    }

    private void check(Place place, Saga saga, boolean prompt) {
        var uuid = place.order().uuid();
        var reason = saga.reason().orElse("");
        coverage.count(reason.isEmpty() ? "done" : "undone, " + reason);
        if (settled.contains(uuid)) {
            coverage.count("settled");
            if (!saga.is(DONE) || !saga.isSettled()) {
                safety.broke("what is settled stays done", uuid + " " + saga);
            }
        }
        if (safety.isTakenBack(uuid)) {
            if (cancelled.containsKey(uuid) && !saga.is(Flow.COMPENSATED)) {
                safety.broke("what is cancelled is undone", uuid + " " + saga);
            }
        } else if (prompt) {
            coverage.count("prompt and left alone");
            if (!saga.is(reason.isEmpty() ? DONE : Flow.COMPENSATED) || !expected(place, reason)) {
                safety.broke("every order has the fate it deserves", place + " " + saga);
            }
        }
    }

    private static boolean expected(Place place, String reason) {
        var fate = place.fate();
        if (reason.equals("INSUFFICIENT_CREDIT")) {
            return place.order().user().equals(Shop.ON_CREDIT)
                    && Set.of("", "?").contains(fate);
        }
        return fate.equals("?") ? Set.of("", "INSUFFICIENT_INVENTORY").contains(reason) : fate.equals(reason);
    }
}
