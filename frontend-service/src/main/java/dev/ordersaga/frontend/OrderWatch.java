package dev.ordersaga.frontend;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.port.Time;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.saga.Saga.Entry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Follows orders until they rest, for all who watch. One look at the database serves everybody: those who watch the same
 * order share what is seen of it, and those who come while a look is under way share the next. What is known of an order
 * that rests is never used again, because it may have been taken back since.
 */
final class OrderWatch {

    /** Who watches an order. */
    interface Watcher {

        String uuid();

        /** Whether it has stopped watching. */
        boolean gone();

        /** Whether the order is there, as far as they can tell. */
        boolean maySee(Saga saga);

        /** How many changes are known already. */
        int known();

        /** What the order came to. */
        void changed(int number, Entry change);

        /** The order is under way: there is something to wait for. */
        void begins();

        /** There is nothing more to tell. */
        void rests();

        /** There is no such order. */
        void unknown();

        /** The order could not be looked up. */
        void failed(Throwable failure);
    }

    private static final class Watched {

        private final Set<Watcher> watchers = new LinkedHashSet<>();
        private Saga saga;

        private void end(Consumer<Watcher> fate) {
            watchers.forEach(fate);
            watchers.clear();
        }
    }

    private final Function<Set<String>, Uni<Map<String, Saga>>> find;
    private final Time time;
    private final Duration every;
    private final Map<String, Watched> underWay = new HashMap<>();
    private List<Watcher> arrived = new ArrayList<>();
    private boolean looking;
    private boolean due;
    private boolean waiting;

    /**
     * A watch that looks at nothing yet.
     *
     * @param find looks orders up by their uuids
     * @param every how often orders under way are looked at
     */
    OrderWatch(Function<Set<String>, Uni<Map<String, Saga>>> find, Time time, Duration every) {
        this.find = find;
        this.time = time;
        this.every = every;
    }

    /** Tells the watcher of every change that it does not know, and of those to come until the order rests. */
    void join(Watcher watcher) {
        time.executor().execute(() -> {
            var watched = underWay.get(watcher.uuid());
            if (watched == null) {
                arrived.add(watcher);
                look();
            } else if (!watcher.maySee(watched.saga)) {
                watcher.unknown();
            } else {
                watched.watchers.add(watcher);
                watcher.begins();
                tell(watcher, watched.saga);
            }
        });
    }

    private void look() {
        var newcomers = arrived;
        var uuids = newcomers.stream().map(Watcher::uuid).collect(Collectors.toCollection(HashSet::new));
        if (due) {
            uuids.addAll(underWay.keySet());
        }
        if (looking || uuids.isEmpty()) {
            return;
        }
        arrived = new ArrayList<>();
        due = false;
        looking = true;
        Uni.createFrom()
                .deferred(() -> find.apply(uuids))
                .emitOn(time.executor())
                .subscribe()
                .with(
                        found -> looked(() -> seen(uuids, newcomers, found)),
                        failure -> looked(() -> blind(newcomers, failure)));
    }

    private void looked(Runnable outcome) {
        try {
            outcome.run();
        } finally {
            looking = false;
            lookLater();
            look();
        }
    }

    private void blind(List<Watcher> newcomers, Throwable failure) {
        newcomers.forEach(newcomer -> newcomer.failed(failure));
        underWay.values().forEach(watched -> watched.watchers.removeIf(Watcher::gone));
        underWay.values().removeIf(watched -> watched.watchers.isEmpty());
    }

    private void lookLater() {
        if (!waiting && !underWay.isEmpty()) {
            waiting = true;
            time.after(every, () -> {
                waiting = false;
                due = true;
                look();
            });
        }
    }

    private void seen(Set<String> uuids, List<Watcher> newcomers, Map<String, Saga> found) {
        for (var newcomer : newcomers) {
            var watchers = underWay.computeIfAbsent(newcomer.uuid(), uuid -> new Watched()).watchers;
            var saga = Optional.ofNullable(found.get(newcomer.uuid()));
            if (saga.filter(each -> !newcomer.maySee(each)).isPresent()) {
                newcomer.unknown();
                continue;
            }
            watchers.add(newcomer);
            if (saga.filter(each -> !rests(each)).isPresent()) {
                newcomer.begins();
            }
        }
        uuids.forEach(uuid -> seen(underWay.get(uuid), Optional.ofNullable(found.get(uuid))));
        underWay.values().removeIf(watched -> watched.watchers.isEmpty());
    }

    private void seen(Watched watched, Optional<Saga> found) {
        watched.watchers.removeIf(Watcher::gone);
        if (found.isEmpty()) {
            watched.end(Watcher::unknown);
            return;
        }
        watched.saga = found.get();
        watched.watchers.forEach(watcher -> tell(watcher, watched.saga));
        if (rests(watched.saga)) {
            watched.end(Watcher::rests);
        }
    }

    private static boolean rests(Saga saga) {
        return Flow.ORDERS.rests(saga.status());
    }

    private static void tell(Watcher watcher, Saga saga) {
        for (int known = watcher.known(); known < saga.history().size(); known++) {
            watcher.changed(known + 1, saga.history().get(known));
        }
    }
}
