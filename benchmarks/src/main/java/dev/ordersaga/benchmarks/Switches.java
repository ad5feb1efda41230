package dev.ordersaga.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often the threads of each of our processes gave up the processor because they had nothing to do: each time something
 * has to wake them, and they find the caches cold. Linux tells; elsewhere there is nothing.
 */
record Switches(Map<String, Long> made) {

    private static final String VOLUNTARY = "voluntary_ctxt_switches:";

    /** Until now, of the threads that still run. */
    static Switches now() {
        var made = new TreeMap<String, Long>();
        Processes.running().forEach((name, process) -> {
            var threads = Path.of("/proc", Long.toString(process.pid()), "task");
            if (Files.isDirectory(threads)) {
                made.put(name, of(threads));
            }
        });
        return new Switches(made);
    }

    /** Since then, for each of so many orders. */
    Map<String, Double> perOrderSince(Switches before, int orders) {
        var more = new TreeMap<String, Double>();
        made.forEach((name, now) -> more.put(name, (double) (now - before.made.getOrDefault(name, 0L)) / orders));
        return more;
    }

    private static long of(Path threads) {
        long sum = 0;
        try (var each = Files.newDirectoryStream(threads)) {
            for (var thread : each) {
                sum += ofThread(thread.resolve("status"));
            }
        } catch (IOException | DirectoryIteratorException e) {
            return sum;
        }
        return sum;
    }

    /** A thread that ends meanwhile has made none. */
    private static long ofThread(Path status) {
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(VOLUNTARY))
                    .mapToLong(line ->
                            Long.parseLong(line.substring(VOLUNTARY.length()).strip()))
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }
}
