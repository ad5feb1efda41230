package dev.ordersaga.janitor;

import dev.ordersaga.saga.Saga;
import dev.ordersaga.saga.Saga.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What an order has left behind, newest first. The saga's own history tells it: the documents may be from another
 * moment.
 */
final class PlanCompensation {

    private PlanCompensation() {}

    static List<Undo> decide(Saga saga, Map<String, Undo> undoByStatus) {
        var plan = new ArrayList<Undo>();
        saga.history().stream()
                .map(Entry::status)
                .distinct()
                .map(undoByStatus::get)
                .filter(Objects::nonNull)
                .forEach(plan::add);
        Collections.reverse(plan);
        return plan;
    }
}
