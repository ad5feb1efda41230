package dev.ordersaga.localstack;

import com.github.dockerjava.api.exception.NotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;

/** Remembers an emulator's container across JVMs. */
record ContainerFile(Path path) {
    static ContainerFile of(EmulatorKind kind, Path runDir) {
        return new ContainerFile(runDir.resolve(kind.label() + ".container"));
    }

    boolean exists() {
        return Files.exists(path);
    }

    void write(String containerId) {
        try {
            Files.createDirectories(path.getParent());
            Files.writeString(path, containerId);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<String> read() {
        try {
            return exists() ? Optional.of(Files.readString(path).strip()) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes the container, then the file; does nothing without a file. */
    void removeContainer() {
        read().ifPresent(ContainerFile::remove);
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(String containerId) {
        try {
            DockerClientFactory.lazyClient()
                    .removeContainerCmd(containerId)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
        } catch (NotFoundException e) {
            // gone already
        }
    }

    /** Removes what was started in the run directory, and tells how many containers that were. */
    static int removeAll(Path runDir) {
        var count = 0;
        for (var kind : EmulatorKind.values()) {
            var file = of(kind, runDir);
            if (file.exists()) {
                file.removeContainer();
                count++;
            }
        }
        return count;
    }
}
