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
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** A Java process of ours: started, found again, watched and stopped. */
final class JavaProcess {
    private final String name;
    private final Path runDir;
    private final Lifetime lifetime;
    private final PidFile pidFile;
    private final LogFile log;
    /** Holds the tether's pipe: it would be closed with the garbage. */
    private volatile Optional<Process> child = Optional.empty();

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
        var own = child.map(Process::toHandle).filter(ProcessHandle::isAlive);
        return lifetime == Lifetime.TETHERED ? own : own.or(pidFile::find);
    }

    /** The rest of the one argument of the running process that begins like this. */
    Optional<String> argument(String prefix) {
        return handle().stream()
                .flatMap(process -> PidFile.arguments(process).stream())
                .filter(argument -> argument.startsWith(prefix))
                .map(argument -> argument.substring(prefix.length()))
                .findFirst();
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

    /** Its exit code, if it was started here and ends within the patience. */
    OptionalInt awaitExit(Duration patience) {
        try {
            return child.isPresent() && child.get().waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)
                    ? OptionalInt.of(child.get().exitValue())
                    : OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("Interrupted while waiting for " + name, e);
        }
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
