package dev.ordersaga.simulation;

import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;

/** The hashes of some histories, on the standard output, so that another process can compare them with its own. */
final class Hashes {

    private Hashes() {}

    public static void main(String[] seeds) {
        of(Long.parseLong(seeds[0]), Long.parseLong(seeds[1])).forEach(System.out::println);
    }

    static List<String> of(long first, long end) {
        return LongStream.range(first, end)
                .mapToObj(seed -> Simulation.run(seed, Parts.GENUINE, new Coverage(), false))
                .map(result -> Long.toHexString(result.hash()))
                .toList();
    }

    /** As a process of its own finds them: its hash tables are seeded otherwise, and its clock has gone on. */
    static List<String> elsewhere(long first, long end) throws IOException {
        var java = ProcessHandle.current().info().command().orElseThrow();
        var classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var process = new ProcessBuilder(
                        java, "-cp", classPath, Hashes.class.getName(), Long.toString(first), Long.toString(end))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var lines = process.inputReader()) {
            return lines.lines().toList();
        }
    }
}
