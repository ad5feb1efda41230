package dev.ordersaga.benchmarks;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** The time that processors have worked for each of our processes, in seconds by its name. */
record Cpu(Map<String, Double> seconds) {

    /** Until now. */
    static Cpu now() {
        var seconds = new TreeMap<String, Double>();
        Processes.running().forEach((name, process) -> seconds.put(name, used(process)));
        return new Cpu(seconds);
    }

    /** Since then, for each 1,000 of so many orders. */
    Map<String, Double> per1000Since(Cpu before, int orders) {
        var used = new TreeMap<String, Double>();
        seconds.forEach((name, now) -> used.put(name, (now - before.seconds.getOrDefault(name, 0.0)) * 1_000 / orders));
        return used;
    }

    private static double used(ProcessHandle process) {
        return process.info().totalCpuDuration().map(Duration::toMillis).orElse(0L) / 1_000.0;
    }
}
