package dev.ordersaga.benchmarks;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The processes whose work is measured. */
final class Processes {

    /** This process: the customers, and whoever else waits for the final message. */
    static final String LOAD = "load";

    private static final String PID_FILE = "-Dlocal-stack.process=";

    private Processes() {}

    /** All that this one has started and that still run, and this one, by their names. */
    static Map<String, ProcessHandle> running() {
        var processes = new TreeMap<String, ProcessHandle>();
        var self = ProcessHandle.current();
        processes.put(LOAD, self);
        self.children().forEach(child -> name(child).ifPresent(name -> processes.put(name, child)));
        return processes;
    }

    /** What instances of one service did, together: {@code x-service-2} counts as {@code x-service}. */
    static Map<String, Double> byService(Map<String, Double> byProcess) {
        var sums = new TreeMap<String, Double>();
        byProcess.forEach((name, value) -> sums.merge(name.replaceFirst("-\\d+$", ""), value, Double::sum));
        return sums;
    }

    private static Optional<String> name(ProcessHandle child) {
        return child.info().arguments().stream()
                .flatMap(Stream::of)
                .filter(argument -> argument.startsWith(PID_FILE))
                .map(argument -> Path.of(argument).getFileName().toString().replace(".pid", ""))
                .findFirst();
    }
}
