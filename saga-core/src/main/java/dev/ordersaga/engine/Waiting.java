package dev.ordersaga.engine;

import dev.ordersaga.port.DocumentPath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Works that wait for their first commit, in a line for each document that others may want too. A batch serves one line
 * after the other and the next batch goes on from there, round and round (an elevator, as disks are served). When there
 * is more than a batch holds it so concerns few of those documents: each is written once for many works, two instances
 * on their ways meet seldom, and one that everybody wants keeps none of the others waiting.
 */
final class Waiting {

    /** Where those stand who share nothing; before all documents. */
    private static final Comparator<Optional<DocumentPath>> ROUND =
            Comparator.comparing(document -> document.map(DocumentPath::value).orElse(""));

    private final NavigableMap<Optional<DocumentPath>, Deque<Work>> lines = new TreeMap<>(ROUND);
    private Optional<DocumentPath> servedLast = Optional.empty();
    private int size;

    void add(Work work) {
        lines.computeIfAbsent(line(work), line -> new ArrayDeque<>()).add(work);
        size++;
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The works for one batch, no line twice; not empty as long as any work waits. */
    List<Work> take(int max) {
        var works = new ArrayList<Work>();
        for (int unvisited = lines.size(); unvisited > 0 && works.size() < max; unvisited--) {
            var next = lines.higherEntry(servedLast);
            var line = next == null ? lines.firstEntry() : next;
            while (!line.getValue().isEmpty() && works.size() < max) {
                works.add(line.getValue().remove());
            }
            servedLast = line.getKey();
            if (line.getValue().isEmpty()) {
                lines.remove(servedLast);
            }
        }
        size -= works.size();
        return works;
    }

    /** Whoever cannot even tell is found out in its batch. */
    private static Optional<DocumentPath> line(Work work) {
        try {
            return work.guesses().stream().min(Comparator.naturalOrder());
        } catch (RuntimeException bug) {
            return Optional.empty();
        }
    }
}
