package dev.ordersaga.engine;

import dev.ordersaga.flow.Names;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Works to be committed together, and how often that has failed.
 *
 * @param losses commits lost to other writers
 * @param outages tries in a row to which the database gave no answer
 * @param before when the documents were last changed, as read for the commit that was lost; empty for a missing one
 */
record Attempt(List<Work> works, int losses, int outages, Map<DocumentPath, Optional<Instant>> before) {

    Attempt {
        works = List.copyOf(works);
        before = Map.copyOf(before);
    }

    static Attempt first(List<Work> works) {
        return new Attempt(works, 0, 0, Map.of());
    }

    /** Works that go by themselves after a failure: what they are about is to be read before anything else. */
    static Attempt apart(List<Work> works) {
        return new Attempt(works, 1, 0, Map.of());
    }

    boolean isFirst() {
        return losses + outages == 0;
    }

    /** What to read: the sagas, what is thought to be needed, and on a retry everything the lost commit was about. */
    Set<DocumentPath> firstReads(Names names) {
        var paths = new HashSet<>(before.keySet());
        for (var work : works) {
            if (!work.startsSaga() || !isFirst()) {
                paths.add(names.saga(work.uuid()));
            }
            paths.addAll(work.guesses());
        }
        return paths;
    }

    Attempt lost(Batch batch) {
        var seen = new HashMap<DocumentPath, Optional<Instant>>();
        batch.writes().stream().map(Write::path).forEach(path -> seen.put(path, batch.updatedAt(path)));
        return new Attempt(works, losses + 1, 0, seen);
    }

    Attempt interrupted() {
        return new Attempt(works, losses, outages + 1, before);
    }

    /** Some of the works, as often failed as all of them. */
    Attempt with(List<Work> some) {
        return new Attempt(some, losses, outages, before);
    }

    /** All but some of the works. */
    Attempt without(List<Work> some) {
        var rest = new ArrayList<>(works);
        rest.removeAll(some);
        return with(rest);
    }

    /** Both halves, so that what is wrong with one work can be found. */
    List<Attempt> halves() {
        int half = works.size() / 2;
        return List.of(with(works.subList(0, half)), with(works.subList(half, works.size())));
    }
}
