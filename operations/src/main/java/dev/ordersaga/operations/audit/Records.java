package dev.ordersaga.operations.audit;

import static dev.ordersaga.operations.audit.Violation.Kind.DIFFERENT;
import static dev.ordersaga.operations.audit.Violation.Kind.MISSING;
import static dev.ordersaga.operations.audit.Violation.Kind.STRAY;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.operations.audit.Violation.Kind;
import dev.ordersaga.port.Document;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.Saga;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The records that sagas explain, against those that there are. They may come in any order; a record that comes after
 * its saga is compared at once and forgotten.
 */
final class Records {

    private static final List<String> WHERE = List.of("user", "item");

    private final List<Trace> traces;
    private final List<String> orders;
    private final Consumer<Violation> violations;
    /** What is kept of sagas and records: what tells where a record stands, and what both of them say. */
    private final List<String> kept;

    private final Map<String, Claim> claims = new HashMap<>();
    private final Map<String, List<Found>> early = new HashMap<>();
    private final Set<String> unreadable = new HashSet<>();

    Records(List<Trace> traces, List<String> orders, Consumer<Violation> violations) {
        this.traces = traces;
        this.orders = orders;
        this.violations = violations;
        this.kept = Stream.concat(WHERE.stream(), traces.stream().flatMap(trace -> trace.repeats().stream()))
                .distinct()
                .toList();
    }

    /** What a saga explains; small, for there is one for each order. */
    private static final class Claim {

        private final String status;
        private final List<Object> facts;
        private int awaited;

        private Claim(String status, List<Object> facts, int awaited) {
            this.status = status;
            this.facts = facts;
            this.awaited = awaited;
        }
    }

    /**
     * A record, and what it says.
     *
     * @param isOld whether it is an order from before there were sagas: those carry a note
     */
    private record Found(int trace, DocumentPath path, List<Object> facts, boolean isOld) {}

    void saga(Saga saga, Map<String, Object> fields) {
        var uuid = saga.order().uuid();
        var claim = new Claim(saga.status().intern(), facts(fields), explained(saga));
        claims.put(uuid, claim);
        early.getOrDefault(uuid, List.of()).forEach(found -> compare(claim, found));
        early.remove(uuid);
    }

    /** Nobody knows what such a saga explains. */
    void unreadable(String uuid) {
        unreadable.add(uuid);
    }

    void record(Document document) {
        var collections = document.path().collectionNames();
        var isOld = collections.equals(orders) && document.fields().containsKey("note");
        IntStream.range(0, traces.size())
                .filter(i -> traces.get(i).collections().equals(collections))
                .forEach(i -> record(new Found(i, document.path(), facts(document.fields()), isOld)));
    }

    /** All has come. */
    void end() {
        claims.forEach((uuid, claim) -> IntStream.range(0, traces.size())
                .filter(i -> (claim.awaited & 1 << i) != 0)
                .forEach(i -> report(
                        MISSING,
                        uuid,
                        "%s is missing, and the saga is %s".formatted(path(i, uuid, claim), claim.status))));
        early.keySet().removeAll(unreadable);
        early.values().stream()
                .flatMap(List::stream)
                .filter(found -> !found.isOld())
                .forEach(found -> report(STRAY, found.path().id(), found.path() + " is there, and no saga"));
    }

    private void record(Found found) {
        var uuid = found.path().id();
        if (claims.containsKey(uuid)) {
            compare(claims.get(uuid), found);
        } else {
            early.computeIfAbsent(uuid, first -> new ArrayList<>(1)).add(found);
        }
    }

    private void compare(Claim claim, Found found) {
        var uuid = found.path().id();
        if ((claim.awaited & 1 << found.trace()) == 0 || !found.path().equals(path(found.trace(), uuid, claim))) {
            report(STRAY, uuid, "%s is there, and the saga is %s".formatted(found.path(), claim.status));
            return;
        }
        claim.awaited &= ~(1 << found.trace());
        for (var name : traces.get(found.trace()).repeats()) {
            var expected = claim.facts.get(kept.indexOf(name));
            var actual = found.facts().get(kept.indexOf(name));
            if (!actual.equals(expected)) {
                report(DIFFERENT, uuid, "%s has %s %s, the saga %s".formatted(found.path(), name, actual, expected));
            }
        }
    }

    private DocumentPath path(int trace, String uuid, Claim claim) {
        var user = (String) claim.facts.get(0);
        var item = (String) claim.facts.get(1);
        return traces.get(trace).path().apply(new Order(uuid, user, item, 1));
    }

    /** A bit for each stage that did its part, as the saga's own history tells it, and nothing once it is undone. */
    private int explained(Saga saga) {
        return saga.is(Flow.COMPENSATED)
                ? 0
                : IntStream.range(0, traces.size())
                        .filter(i -> saga.reached(traces.get(i).status()))
                        .map(i -> 1 << i)
                        .sum();
    }

    private List<Object> facts(Map<String, Object> fields) {
        return kept.stream()
                .map(name -> Objects.requireNonNullElse(fields.get(name), "nothing"))
                .toList();
    }

    private void report(Kind kind, String uuid, String words) {
        violations.accept(new Violation(kind, uuid, words));
    }
}
