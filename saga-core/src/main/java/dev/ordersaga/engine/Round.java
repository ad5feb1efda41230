package dev.ordersaga.engine;

import dev.ordersaga.engine.Decision.Note;
import dev.ordersaga.engine.Decision.PublishAgain;
import dev.ordersaga.engine.Decision.Store;
import dev.ordersaga.port.DocumentPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * One go at committing an attempt: what was read, what was decided, what threw, and what has to wait for a go of its
 * own.
 */
final class Round {

    /** Losing twice is no accident: then those who fight over the same document go apart. */
    private static final int LOSSES_BEFORE_SPLIT = 2;

    private final long bytesMax;
    private final Map<Work, Decision> decided = new LinkedHashMap<>();
    private final Map<Work, RuntimeException> bugs = new LinkedHashMap<>();
    private final List<Attempt> postponed = new ArrayList<>();
    private Attempt attempt;
    private Batch batch;
    private boolean fought;

    Round(Attempt attempt, long bytesMax) {
        this.attempt = attempt;
        this.bytesMax = bytesMax;
    }

    /** What turns out to be needed, now that the sagas are known. */
    Set<DocumentPath> missing(Batch seen) {
        var paths = new HashSet<DocumentPath>();
        each(attempt.works(), work -> seen.saga(work.uuid()).ifPresent(saga -> paths.addAll(work.reads(saga))));
        paths.removeIf(seen::knows);
        return paths;
    }

    /** Folds every work's decision into the batch. */
    void decide(Batch seen) {
        batch = seen;
        if (attempt.losses() > 0) {
            var losers = losers();
            goApart(losers);
            var contenders = contenders();
            fought = losers.isEmpty() && !contenders.isEmpty();
            if (attempt.losses() >= LOSSES_BEFORE_SPLIT) {
                goApart(halfOf(contenders));
            }
        }
        each(attempt.works(), this::decide);
        goApart(attempt.works().stream()
                .filter(work -> !decided.containsKey(work))
                .toList());
    }

    private void decide(Work work) {
        if (batch.bytes() >= bytesMax) {
            return;
        }
        var decision = work.decide(batch);
        if (decision instanceof Store store) {
            batch.fold(store.next(), store.changes());
        } else if (decision instanceof Note note) {
            batch.fold(note.next(), note.changes());
        }
        decided.put(work, decision);
    }

    /** Whether the documents were read, so that only the commit can have failed. */
    boolean wasRead() {
        return batch != null;
    }

    Batch batch() {
        return batch;
    }

    /** Whether the last commit was lost over documents that many want, and over no saga. */
    boolean fought() {
        return fought;
    }

    Map<Work, Decision> decided() {
        return decided;
    }

    /** The works that threw: they are no longer part of this. */
    Map<Work, RuntimeException> bugs() {
        return bugs;
    }

    /** What is to be done in goes of their own. */
    List<Attempt> postponed() {
        return postponed;
    }

    /** What this go was about, without what threw or was postponed. */
    Attempt attempt() {
        return attempt;
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

    /** Whoever throws drops out; nobody else is concerned. */
    private void each(List<Work> works, Consumer<Work> action) {
        for (var work : works) {
            try {
                Concerning.run(work, () -> action.accept(work));
            } catch (RuntimeException bug) {
                bugs.put(work, bug);
            }
        }
        attempt = attempt.without(List.copyOf(bugs.keySet()));
    }

    private void goApart(List<Work> works) {
        if (!works.isEmpty() && works.size() < attempt.works().size()) {
            postponed.add(Attempt.apart(works));
            attempt = attempt.without(works);
        }
    }

    /** Those whose saga moved meanwhile; the others need not wait for them. */
    private List<Work> losers() {
        return attempt.works().stream()
                .filter(work -> batch.overtaken(work.uuid(), attempt.before()))
                .toList();
    }

    /** Those who need a document that others changed meanwhile, and which. */
    private Map<Work, DocumentPath> contenders() {
        var needs = new LinkedHashMap<Work, DocumentPath>();
        for (var work : attempt.works()) {
            batch.saga(work.uuid()).stream()
                    .flatMap(saga -> work.reads(saga).stream())
                    .filter(path -> batch.overtaken(path, attempt.before()))
                    .findFirst()
                    .ifPresent(path -> needs.put(work, path));
        }
        return needs;
    }

    /** Those who need one half of the documents. */
    private static List<Work> halfOf(Map<Work, DocumentPath> contenders) {
        var contended = new TreeSet<>(contenders.values());
        var half = contended.stream().limit((contended.size() + 1) / 2).toList();
        return contenders.keySet().stream()
                .filter(work -> half.contains(contenders.get(work)))
                .toList();
    }
}
