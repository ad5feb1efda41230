package dev.ordersaga.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Makes topics, subscriptions and seed data, once for each world; a file remembers for which it was done. */
record Provisioning(List<String> program, Path runDir, Lifetime lifetime, Consumer<String> report) {
    static final String NAME = "data-init";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    void checkBuilt() {
        if (!program.isEmpty()) {
            ServiceProcess.refuseUnbuilt(NAME, program);
        }
    }

    /** Records the classes of a run that only tells how it is used, which are most of them. */
    void recordClasses() {
        if (!program.isEmpty()) {
            new ClassArchive(program).record(ServiceProcess.JVM_FLAGS, "--help");
        }
    }

    void runOnceFor(World world) {
        if (!program.isEmpty() && !done().equals(world.incarnation())) {
            report.accept("Making topics, subscriptions and seed data");
            run(world);
            remember(world);
        }
    }

    private void run(World world) {
        var process = new JavaProcess(NAME, runDir, lifetime);
        var arguments = new ArrayList<>(ServiceProcess.JVM_FLAGS);
        arguments.addAll(new ClassArchive(program).flags());
        arguments.addAll(program);
        process.start(arguments, world.environment());
        var exitCode = process.awaitExit(PATIENCE);
        if (exitCode.isEmpty()) {
            process.kill();
            throw new LocalStackException("%s did not end within %d seconds. The end of %s:%n%s"
                    .formatted(
                            NAME,
                            PATIENCE.toSeconds(),
                            process.log().path(),
                            process.log().tail()));
        }
        if (exitCode.getAsInt() != 0) {
            throw new LocalStackException("%s ended with exit code %d. The end of %s:%n%s"
                    .formatted(
                            NAME,
                            exitCode.getAsInt(),
                            process.log().path(),
                            process.log().tail()));
        }
    }

    /** A world that is started afresh is provisioned again, whatever the file says. */
    void forget() {
        try {
            Files.deleteIfExists(file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String done() {
        try {
            return Files.exists(file()) ? Files.readString(file()) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void remember(World world) {
        try {
            Files.writeString(file(), world.incarnation());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file() {
        return runDir.resolve("provisioned");
    }
}
