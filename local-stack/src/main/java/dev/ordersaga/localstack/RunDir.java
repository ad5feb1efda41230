package dev.ordersaga.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Everything started in one run directory, whatever the settings are now. */
record RunDir(Path path) {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** The services first and together: they still have messages to publish to the emulators. Tells how many there were. */
    int stopAll() {
        var running = processes().stream().collect(Collectors.partitioningBy(RunDir::isEmulator));
        stop(running.get(false));
        stop(running.get(true));
        PidFile.deleteAllIn(path);
        return running.get(false).size() + running.get(true).size() + ContainerFile.removeAll(path);
    }

    List<ProcessHandle> processes() {
        return PidFile.allIn(realPath());
    }

    private static boolean isEmulator(ProcessHandle process) {
        return PidFile.arguments(process).stream().anyMatch(argument -> argument.endsWith("-emulator.pid"));
    }

    private static void stop(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroy);
        if (!Await.until(PATIENCE, () -> allGone(processes))) {
            processes.forEach(ProcessHandle::destroyForcibly);
            Await.until(PATIENCE, () -> allGone(processes));
        }
    }

    private static boolean allGone(List<ProcessHandle> processes) {
        return processes.stream().noneMatch(ProcessHandle::isAlive);
    }

    /** As it stands in the marks of processes that may have outlived the directory. */
    private Path realPath() {
        try {
            return Files.exists(path)
                    ? path.toRealPath()
                    : path.getParent().toRealPath().resolve(path.getFileName());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
