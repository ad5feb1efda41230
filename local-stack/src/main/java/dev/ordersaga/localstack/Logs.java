package dev.ordersaga.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Follows log files, each line led by the name of its process. */
record Logs(Path runDir) {
    private static final String SUFFIX = ".log";
    private static final int NAME_WIDTH = 18;

    /** Follows one log, or all of them; returns only when interrupted. */
    void follow(String name) {
        var names = names();
        if (names.isEmpty()) {
            throw new LocalStackException("There are no logs in " + runDir + ". First: make up");
        }
        if (!name.isEmpty() && !names.contains(name)) {
            throw new LocalStackException(
                    "There is no log of %s, only of %s".formatted(name, String.join(", ", names)));
        }
        var followers = names.stream()
                .filter(each -> name.isEmpty() || each.equals(name))
                .map(this::start)
                .toList();
        followers.forEach(Logs::join);
    }

    private List<String> names() {
        if (!Files.isDirectory(runDir)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(runDir)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(SUFFIX))
                    .map(file -> file.substring(0, file.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Thread start(String name) {
        var thread = new Thread(() -> tail(name), name);
        thread.start();
        return thread;
    }

    private void tail(String name) {
        var prefix = ("%-" + NAME_WIDTH + "s | ").formatted(name);
        try {
            var tail = new ProcessBuilder(
                            "tail",
                            "-n",
                            "20",
                            "-F",
                            runDir.resolve(name + SUFFIX).toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(tail::destroy));
            try (var lines = tail.inputReader()) {
                lines.lines().forEach(line -> System.out.println(prefix + line));
            }
        } catch (IOException e) {
            throw new LocalStackException("Cannot follow the log of " + name + ": " + e.getMessage(), e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
