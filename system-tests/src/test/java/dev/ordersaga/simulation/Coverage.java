package dev.ordersaga.simulation;

import dev.ordersaga.saga.Protocol.Action;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what runs have met: faults, cells of the protocol's table, fates of orders. */
final class Coverage {

    /** What arrives for a saga: a column of the table. */
    enum Arrival {
        MESSAGE,
        ERROR,
        CANCEL,
        SETTLE,
        RETRY,
        WAKE
    }

    private final long[][] faults = new long[CallKind.values().length][Trouble.values().length];
    private final Map<String, Long> cells = new TreeMap<>();
    private final Map<String, Long> others = new TreeMap<>();

    void fault(CallKind call, Trouble trouble) {
        faults[call.ordinal()][trouble.ordinal()]++;
    }

    void cell(String saga, Arrival arrival, Action action) {
        cells.merge(name(saga, arrival, action), 1L, Long::sum);
    }

    /** Something else worth counting. */
    void count(String what) {
        others.merge(what, 1L, Long::sum);
    }

    long counted(String what) {
        return others.getOrDefault(what, 0L);
    }

    void add(Coverage other) {
        for (int call = 0; call < faults.length; call++) {
            for (int trouble = 0; trouble < faults[call].length; trouble++) {
                faults[call][trouble] += other.faults[call][trouble];
            }
        }
        other.cells.forEach((cell, times) -> cells.merge(cell, times, Long::sum));
        other.others.forEach((what, times) -> others.merge(what, times, Long::sum));
    }

    /** What was met less than so often, of all that should be. */
    List<String> rare(long least, List<String> wantedCells, List<String> wantedOthers) {
        var rare = new ArrayList<String>();
        faults().forEach((name, times) -> note(rare, name, times, least));
        wantedCells.forEach(cell -> note(rare, cell, cells.getOrDefault(cell, 0L), least));
        wantedOthers.forEach(what -> note(rare, what, counted(what), least));
        return rare;
    }

    private static void note(List<String> rare, String what, long times, long least) {
        if (times < least) {
            rare.add("%s: %d".formatted(what, times));
        }
    }

    private Map<String, Long> faults() {
        var named = new LinkedHashMap<String, Long>();
        for (var call : CallKind.values()) {
            for (var trouble : Trouble.values()) {
                if (trouble.strikes(call)) {
                    named.put(call + " " + trouble, faults[call.ordinal()][trouble.ordinal()]);
                }
            }
        }
        return named;
    }

    static String name(String saga, Arrival arrival, Action action) {
        return saga + " + " + arrival + " -> " + action;
    }

    @Override
    public String toString() {
        var text = new StringBuilder("faults\n");
        faults().forEach((name, times) -> line(text, name, times));
        text.append("cells of the protocol\n");
        cells.forEach((name, times) -> line(text, name, times));
        text.append("what became of it\n");
        others.forEach((name, times) -> line(text, name, times));
        return text.toString();
    }

    private static void line(StringBuilder text, String name, long times) {
        text.append("%,14d  %s%n".formatted(times, name));
    }
}
