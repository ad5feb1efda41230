package dev.ordersaga.engine;

import dev.ordersaga.engine.Decision.PublishAgain;
import dev.ordersaga.engine.Decision.Store;
import dev.ordersaga.port.DocumentPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** One go at committing an attempt: what was read, what was decided, and what has to wait for a go of its own. */
final class Round {

    private static final int LOSSES_BEFORE_SPLIT = 2;

    private final long bytesMax;
    private final List<Attempt> postponed = new ArrayList<>();
    private final Map<Work, Decision> decided = new LinkedHashMap<>();
    private Attempt attempt;
    private Batch batch;

    Round(Attempt attempt, long bytesMax) {
        this.attempt = attempt;
        this.bytesMax = bytesMax;
    }

    /** Folds every work's decision into the batch. */
    void decide(Batch seen) {
        batch = seen;
        if (attempt.losses() > 0) {
            setLosersAside();
        }
        if (attempt.losses() >= LOSSES_BEFORE_SPLIT) {
            splitByContendedDocument();
        }
        var works = attempt.works();
        for (int i = 0; i < works.size(); i++) {
            if (batch.bytes() >= bytesMax) {
                postponed.add(Attempt.first(works.subList(i, works.size())));
                attempt = attempt.with(works.subList(0, i));
                return;
            }
            decide(works.get(i));
        }
    }

    Batch batch() {
        return batch;
    }

    Map<Work, Decision> decided() {
        return decided;
    }

    /** What to do in a go of its own. */
    List<Attempt> postponed() {
        return postponed;
    }

    /** What this go was about, for another one. */
    Attempt remaining() {
        return decided.isEmpty() && batch == null ? attempt : attempt.with(List.copyOf(decided.keySet()));
    }

    /** The sagas whose event is to be published, each with all that waits for it. */
    Map<String, List<Work>> toPublish() {
        var events = new LinkedHashMap<String, List<Work>>();
        decided.forEach((work, decision) -> {
            if (decision instanceof Store || decision instanceof PublishAgain) {
                events.computeIfAbsent(work.uuid(), uuid -> new ArrayList<>()).add(work);
            }
        });
        return events;
    }

    private void decide(Work work) {
        try {
            var decision = work.decide(batch);
            if (decision instanceof Store store) {
                batch.fold(store.next(), store.changes());
            }
            decided.put(work, decision);
        } catch (RuntimeException bug) {
            work.bug(bug);
        }
    }

    /** Those whose saga moved meanwhile go by themselves; the others commit at once. */
    private void setLosersAside() {
        var losers = new ArrayList<Work>();
        var others = new ArrayList<Work>();
        for (var work : attempt.works()) {
            (attempt.overtaken(batch.sagaPath(work.uuid()), batch) ? losers : others).add(work);
        }
        if (!losers.isEmpty() && !others.isEmpty()) {
            postponed.add(Attempt.apart(losers));
            attempt = attempt.with(others);
        }
    }

    /** Half of the documents fought over go by themselves, with the works that need them. */
    private void splitByContendedDocument() {
        var contended = new TreeSet<DocumentPath>();
        var needs = new LinkedHashMap<Work, DocumentPath>();
        for (var work : attempt.works()) {
            batch.saga(work.uuid())
                    .ifPresent(saga -> work.reads(saga).stream()
                            .filter(path -> attempt.overtaken(path, batch))
                            .findFirst()
                            .ifPresent(path -> {
                                contended.add(path);
                                needs.put(work, path);
                            }));
        }
        if (contended.isEmpty()
                || contended.size() == 1 && needs.size() == attempt.works().size()) {
            return;
        }
        var half = contended.stream().skip(contended.size() / 2).toList();
        var apart = attempt.works().stream()
                .filter(work -> half.contains(needs.get(work)))
                .toList();
        postponed.add(Attempt.apart(apart));
        attempt = attempt.with(
                attempt.works().stream().filter(work -> !apart.contains(work)).toList());
    }
}
