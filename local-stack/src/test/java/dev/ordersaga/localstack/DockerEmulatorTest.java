package dev.ordersaga.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerEmulatorTest {
    @TempDir
    Path runDir;

    @ParameterizedTest
    @CsvSource({"PUBSUB, 8085", "FIRESTORE, 8080"})
    void is_reached_through_the_loopback_interface_only(EmulatorKind kind, int portInside) {
        var emulator = new DockerEmulator(kind, DockerEmulator.IMAGE_DEFAULT, 18085, runDir, Lifetime.DETACHED);

        assertThat(emulator.host()).isEqualTo("127.0.0.1:18085");
        assertThat(emulator.container().getPortBindings()).containsExactly("127.0.0.1:18085:" + portInside + "/tcp");
        assertThat(emulator.container().isShouldBeReused()).isTrue();
    }

    @Test
    void another_container_is_another_incarnation() throws IOException {
        var emulator = new DockerEmulator(EmulatorKind.PUBSUB, "image", 18085, runDir, Lifetime.TETHERED);
        var before = emulator.incarnation();
        Files.writeString(runDir.resolve("pubsub-emulator.container"), "c0ffee");

        assertThat(before).isEqualTo("127.0.0.1:18085");
        assertThat(emulator.incarnation()).isEqualTo("127.0.0.1:18085#c0ffee");
    }
}
