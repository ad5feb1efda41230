package dev.ordersaga.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Remembers a process across JVMs.
 *
 * <p>A pid alone may belong to somebody else by now, so the process must also carry the mark that only this file's
 * process was started with.
 */
record PidFile(Path path) {
    private static final String MARK = "-Dlocal-stack.process=";

    /** The JVM argument to start the process with. */
    String mark() {
        return MARK + path;
    }

    void write(long pid) {
        try {
            Files.writeString(path, pid + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<ProcessHandle> find() {
        return read().flatMap(ProcessHandle::of).filter(this::isOurs).filter(ProcessHandle::isAlive);
    }

    private boolean isOurs(ProcessHandle process) {
        return arguments(process).contains(mark());
    }

    private Optional<Long> read() {
        try {
            return Optional.of(Long.valueOf(Files.readString(path).strip()));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The processes once started with a pid file in this directory, the file being there or not. */
    static List<ProcessHandle> allIn(Path directory) {
        return ProcessHandle.allProcesses()
                .filter(process -> arguments(process).stream().anyMatch(a -> a.startsWith(MARK + directory + "/")))
                .toList();
    }

    static void deleteAllIn(Path directory) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (var files = Files.newDirectoryStream(directory, "*.pid")) {
            for (var file : files) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> arguments(ProcessHandle process) {
        return process.info().arguments().map(List::of).orElse(List.of());
    }
}
