package dev.ordersaga.localstack;

import static dev.ordersaga.localstack.Lifetime.TETHERED;
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
    void the_pubsub_emulators_that_need_the_right_grpc_get_it_and_newer_ones_start_as_they_are() {
        var emulator = new DockerEmulator(EmulatorKind.PUBSUB, DockerEmulator.IMAGE_DEFAULT, 1, runDir, TETHERED);

        assertThat(emulator.container().getCommandParts()[2])
                .contains("seq 0 31", "java -cp /grpc-api.jar:", "gcloud beta emulators pubsub start");
    }

    @Test
    void another_container_is_another_incarnation() throws IOException {
        var emulator = new DockerEmulator(EmulatorKind.PUBSUB, "image", 18085, runDir, TETHERED);
        var before = emulator.incarnation();
        Files.writeString(runDir.resolve("pubsub-emulator.container"), "c0ffee");

        assertThat(before).isEqualTo("127.0.0.1:18085");
        assertThat(emulator.incarnation()).isEqualTo("127.0.0.1:18085#c0ffee");
    }
}
