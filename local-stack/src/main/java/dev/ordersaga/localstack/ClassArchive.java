package dev.ordersaga.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The classes of a program as the JVM keeps them in memory, in a file beside its jar: application class data sharing. A
 * start that finds them loads and checks them no more, which is almost half of its work. They are recorded by a start
 * for nothing, and not used once the jar is younger.
 */
record ClassArchive(List<String> program) {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** As long as another process may take to start, and then to end, and a bit. */
    private static final Duration TURN_PATIENCE = Duration.ofSeconds(300);

    /** Nobody is there: a service starts all the same, and has loaded its clients by then. */
    private static final String NOWHERE = "127.0.0.1:1";

    /** What java needs to be told to use the archive; nothing where there is none. */
    List<String> flags() {
        return isFresh() ? List.of("-XX:SharedArchiveFile=" + file()) : List.of();
    }

    /**
     * Records the archive unless there is a fresh one. A program that has no jar has no archive.
     *
     * @param arguments for a start that harms nobody; without any it is a service's, which is ended once it answers
     */
    void record(List<String> jvmFlags, String... arguments) {
        if (!hasJar() || isFresh() || !Files.isWritable(jar().getParent())) {
            return;
        }
        var lock = jar().resolveSibling("classes.lock");
        try (var others = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var alone = turn(others)) {
            if (alone.isValid() && !isFresh()) {
                recordAlone(jvmFlags, List.of(arguments));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Asks again and again instead of waiting: of two processes that record the same programs, each waiting for what the
     * other has in hand, the system takes one for deadlocked, as it tells processes apart and not their threads.
     */
    private static FileLock turn(FileChannel others) {
        var lock = new AtomicReference<FileLock>();
        if (!Await.until(TURN_PATIENCE, () -> take(others, lock))) {
            throw new LocalStackException("Another process has been recording these classes for %d seconds"
                    .formatted(TURN_PATIENCE.toSeconds()));
        }
        return lock.get();
    }

    private static boolean take(FileChannel others, AtomicReference<FileLock> lock) {
        try {
            lock.set(others.tryLock());
            return lock.get() != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void recordAlone(List<String> jvmFlags, List<String> arguments) throws IOException {
        var part = jar().resolveSibling("classes.part");
        Files.deleteIfExists(part);
        int port = Ports.free();
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmFlags);
        command.add("-XX:ArchiveClassesAtExit=" + part);
        command.addAll(program);
        command.addAll(arguments);
        var starting = new ProcessBuilder(command)
                .directory(jar().getParent().toFile())
                .redirectErrorStream(true)
                .redirectOutput(jar().resolveSibling("classes.log").toFile());
        starting.environment()
                .putAll(Map.of(
                        "PORT",
                        Integer.toString(port),
                        "PROJECT_ID",
                        "recording",
                        EmulatorKind.PUBSUB.hostVariable(),
                        NOWHERE,
                        EmulatorKind.FIRESTORE.hostVariable(),
                        NOWHERE));
        var process = starting.start();
        boolean ended;
        try {
            Await.until(PATIENCE, () -> !process.isAlive() || answers(port));
        } finally {
            ended = end(process);
        }
        if (ended && Files.exists(part)) {
            Files.move(part, file(), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static boolean answers(int port) {
        return Http.get("http://127.0.0.1:" + port + "/q/health/live").isPresent();
    }

    /** The archive is written at the end. */
    private static boolean end(Process process) {
        process.destroy();
        try {
            boolean ended = process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            process.destroyForcibly();
            return ended;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new LocalStackException("Interrupted while recording classes", e);
        }
    }

    private boolean isFresh() {
        return hasJar() && file().toFile().lastModified() > jar().toFile().lastModified();
    }

    private boolean hasJar() {
        return program.get(0).equals("-jar");
    }

    private Path jar() {
        return Path.of(program.get(1));
    }

    private Path file() {
        return jar().resolveSibling("classes.jsa");
    }
}
