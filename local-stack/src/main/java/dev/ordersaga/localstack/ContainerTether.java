package dev.ordersaga.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Removes a container when this JVM is gone, as {@link Tether} ends a process.
 *
 * <p>Testcontainers does so with a container of its own, which can be switched off, or with a hook, which a kill -9 skips.
 */
record ContainerTether(Process process) {
    /** Waits for the end of its input, whose other end this JVM holds. */
    private static final String SCRIPT =
            "trap '' INT TERM HUP; cat >/dev/null; exec \"$1\" rm --force --volumes \"$2\"";

    /** None where there is Docker but no command of that name. */
    static Optional<ContainerTether> to(String containerId) {
        return Executables.find("docker").map(docker -> start(docker, containerId));
    }

    private static ContainerTether start(Path docker, String containerId) {
        try {
            return new ContainerTether(new ProcessBuilder("sh", "-c", SCRIPT, "tether", docker.toString(), containerId)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without a container to remove. */
    void cut() {
        process.destroyForcibly();
    }
}
