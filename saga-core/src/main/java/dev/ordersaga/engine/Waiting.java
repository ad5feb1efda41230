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
 * Works that wait for their first commit, in a line for each document that others may want too. Batches serve one line
 * after the other, round and round (an elevator, as disks are served). When there is more than a batch holds it so
 * concerns few of those documents: each is written once for many works, two instances on their ways meet seldom, and one
 * that everybody wants keeps none of the others waiting: a line's turn is over with as many works as stood in it when it
 * began, or as a batch holds.
 *
 * <p>After a fight for documents a batch serves at most half as many lines as the one that lost, and one more after each
 * that comes through (additive increase, multiplicative decrease: Chiu and Jain, 1989). Each document is written as seldom
 * as before, but two batches meet less often, and less is lost when they do.
 */
final class Waiting {

    /** Where those stand who do not tell what they want; before all documents. */
    private static final Comparator<Optional<DocumentPath>> ROUND =
            Comparator.comparing(document -> document.map(DocumentPath::value).orElse(""));

    private final NavigableMap<Optional<DocumentPath>, Deque<Work>> lines = new TreeMap<>(ROUND);
    private Optional<DocumentPath> served = Optional.empty();
    private int leftOfTurn;
    private int linesMax = Integer.MAX_VALUE;
    private int size;

    void add(Work work) {
        lines.computeIfAbsent(line(work), line -> new ArrayDeque<>()).add(work);
        size++;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The works for one batch; not empty as long as any work waits. */
    List<Work> take(int max) {
        var works = new ArrayList<Work>();
        int turns = leftOfTurn > 0 ? 1 : 0;
        while (size > 0 && works.size() < max && (leftOfTurn > 0 || turns < linesMax)) {
            if (leftOfTurn == 0) {
                goOn(max);
                turns++;
            }
            var line = lines.get(served);
            works.add(line.remove());
            size--;
            leftOfTurn--;
            if (line.isEmpty()) {
                lines.remove(served);
                leftOfTurn = 0;
            }
        }
        return works;
    }

    private void goOn(int max) {
        var next = lines.higherEntry(served);
        var line = next == null ? lines.firstEntry() : next;
        served = line.getKey();
        leftOfTurn = Math.min(max, line.getValue().size());
    }

    /** These lost because others were faster with the documents they want; to be told again of the same changes nothing. */
    void fought(List<Work> works) {
        int lines = (int) works.stream().map(Waiting::line).distinct().count();
        linesMax = Math.min(linesMax, Math.max(1, lines / 2));
    }

    /** A batch came through. */
    void cameThrough() {
        if (linesMax < Integer.MAX_VALUE) {
            linesMax++;
        }
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
