package dev.ordersaga.localstack;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Java process of ours: started, found again, watched and stopped. */
final class JavaProcess {
    private final String name;
    private final Path runDir;
    private final Lifetime lifetime;
    private final PidFile pidFile;
    private final LogFile log;
    /** Holds the tether's pipe: it would be closed with the garbage. */
    private Optional<Process> child = Optional.empty();

    JavaProcess(String name, Path runDir, Lifetime lifetime) {
        this.name = name;
        this.runDir = directory(runDir);
        this.lifetime = lifetime;
        this.pidFile = new PidFile(this.runDir.resolve(name + ".pid"));
        this.log = new LogFile(this.runDir.resolve(name + ".log"));
    }

    private static Path directory(Path path) {
        try {
            return Files.createDirectories(path).toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return name;
    }

    Path runDir() {
        return runDir;
    }

    LogFile log() {
        return log;
    }

    /** A tethered one is only ever this JVM's child; what another JVM left in the same directory is dying. */
    Optional<ProcessHandle> handle() {
        return lifetime == Lifetime.TETHERED
                ? child.map(Process::toHandle).filter(ProcessHandle::isAlive)
                : pidFile.find();
    }

    boolean isRunning() {
        return handle().isPresent();
    }

    /** Starts java with these arguments in the run directory, and does not wait for anything. */
    void start(List<String> arguments, Map<String, String> environment) {
        var command = command(arguments);
        log.roll();
        var builder = new ProcessBuilder(command)
                .directory(runDir.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.path().toFile()));
        if (lifetime == Lifetime.DETACHED) {
            builder.redirectInput(new File("/dev/null"));
        }
        builder.environment().putAll(environment);
        try {
            var process = builder.start();
            child = Optional.of(process);
            pidFile.write(process.pid());
        } catch (IOException e) {
            throw new LocalStackException("Cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    private List<String> command(List<String> arguments) {
        var command = new ArrayList<String>();
        if (lifetime == Lifetime.DETACHED) {
            Executables.find("setsid")
                    .or(() -> Executables.find("nohup"))
                    .ifPresent(path -> command.add(path.toString()));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(pidFile.mark());
        if (lifetime == Lifetime.TETHERED) {
            command.add("-javaagent:" + TetherJar.writeTo(runDir));
        }
        command.addAll(arguments);
        return command;
    }

    /** Asks it to end (SIGTERM). */
    void terminate() {
        handle().ifPresent(ProcessHandle::destroy);
    }

    /** Ends it at once (SIGKILL) and returns when it is gone. */
    void kill() {
        handle().ifPresent(process -> {
            process.destroyForcibly();
            Await.until(Duration.ofSeconds(10), () -> !process.isAlive());
        });
    }

    /** Waits for its end, which is forced after the patience. */
    void awaitEnd(Duration patience) {
        if (!Await.until(patience, () -> !isRunning())) {
            kill();
        }
    }
}
