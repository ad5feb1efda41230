package dev.ordersaga.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The time that processors have worked for each of our processes, in seconds by its name. */
record Cpu(Map<String, Double> seconds) {

    /** This process: the customers, and whoever else waits for the final message. */
    static final String LOAD = "load";

    private static final String PID_FILE = "-Dlocal-stack.process=";

    /** Until now, of all processes that this one has started and that still run. */
    static Cpu now() {
        var seconds = new TreeMap<String, Double>();
        var self = ProcessHandle.current();
        seconds.put(LOAD, used(self));
        self.children().forEach(child -> name(child).ifPresent(name -> seconds.put(name, used(child))));
        return new Cpu(seconds);
    }

    /** Since then, for each 1,000 of so many orders. */
    Map<String, Double> per1000Since(Cpu before, int orders) {
        var used = new TreeMap<String, Double>();
        seconds.forEach((name, now) -> used.put(name, (now - before.seconds.getOrDefault(name, 0.0)) * 1_000 / orders));
        return used;
    }

    private static Optional<String> name(ProcessHandle child) {
        return child.info().arguments().stream()
                .flatMap(Stream::of)
                .filter(argument -> argument.startsWith(PID_FILE))
                .map(argument -> Path.of(argument).getFileName().toString().replace(".pid", ""))
                .findFirst();
    }

    private static double used(ProcessHandle process) {
        return process.info().totalCpuDuration().map(Duration::toMillis).orElse(0L) / 1_000.0;
    }
}
