package dev.ordersaga.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmulatorsIT {
    @TempDir
    Path runDir;

    @Test
    void both_answer_on_free_ports_of_the_loopback_interface() {
        try (var emulators = Emulators.tethered(runDir)) {
            assertThat(emulators.pubsubHost()).startsWith("127.0.0.1:").isNotEqualTo(emulators.firestoreHost());
            assertThat(emulators.pubsub().answers()).isTrue();
            assertThat(emulators.firestore().answers()).isTrue();
        }
    }

    @Test
    void one_is_killed_and_started_again_on_its_port() {
        try (var emulators = Emulators.tethered(runDir)) {
            var host = emulators.pubsubHost();
            var before = emulators.pubsub().incarnation();

            emulators.pubsub().kill();
            assertThat(emulators.pubsub().answers()).isFalse();
            emulators.pubsub().start();

            assertThat(emulators.pubsub().answers()).isTrue();
            assertThat(emulators.pubsubHost()).isEqualTo(host);
            assertThat(emulators.pubsub().incarnation()).isNotEqualTo(before);
            assertThat(emulators.firestore().answers()).isTrue();
        }
    }

    @Test
    void are_the_same_for_all_tests_of_a_jvm() {
        assertThat(Emulators.forTests()).isSameAs(Emulators.forTests());
    }

    @Test
    void die_with_a_jvm_that_is_killed() throws IOException {
        var jvm = startJvmWithEmulators();
        try {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> runDir.resolve("answering").toFile().exists());
            var hosts = Files.readString(runDir.resolve("answering")).split(" ");
            assertThat(hosts).hasSize(2).allMatch(Emulator::answers);

            jvm.destroyForcibly();

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> Arrays.stream(hosts).noneMatch(Emulator::answers));
        } finally {
            jvm.destroyForcibly();
        }
    }

    private Process startJvmWithEmulators() throws IOException {
        var command = new ArrayList<>(
                ProcessHandle.current().info().command().stream().toList());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(StartEmulators.class.getName());
        command.add(runDir.toString());
        return new ProcessBuilder(command).inheritIO().start();
    }
}
