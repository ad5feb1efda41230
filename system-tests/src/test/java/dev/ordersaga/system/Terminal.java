package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A shell in a directory, for one command at a time or several. */
final class Terminal {

    /** As long as make up may take on a busy machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path directory;
    private final Map<String, String> environment;

    Terminal(Path directory, Map<String, String> environment) {
        this.directory = directory;
        this.environment = environment;
    }

    /** A command under way. */
    record Running(String command, Process process, Path out, Path err) {

        String printed() {
            return read(out);
        }

        String complained() {
            return read(err);
        }

        /** What it printed, once it has ended well. */
        String done() {
            try {
                assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .as("the end of " + command)
                        .isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            assertThat(process.exitValue())
                    .as("%s%n%s%n%s", command, read(out), read(err))
                    .isZero();
            return printed();
        }

        /** As Ctrl-C does: it and all it started. */
        void end() {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            try {
                process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private static String read(Path file) {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    Running start(String command) {
        try {
            var out = Files.createTempFile(directory, "terminal", ".out");
            var err = Files.createTempFile(directory, "terminal", ".err");
            var builder = new ProcessBuilder("bash", "-c", command)
                    .directory(directory.toFile())
                    .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            // What made this test run, and what its developer works with, says nothing here.
            builder.environment()
                    .keySet()
                    .removeIf(variable -> variable.startsWith("MAKE")
                            || variable.endsWith("_EMULATOR_HOST")
                            || variable.matches("MFLAGS|PROJECT_ID|(TOPIC|SUBSCRIPTION|COLLECTION|CLOUDSDK)_.*"));
            builder.environment().putAll(environment);
            return new Running(command, builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String run(String command) {
        return start(command).done();
    }
}
