package dev.ordersaga.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmulatorSourcesTest {
    private static final GoogleCloudSdk NO_SDK = new GoogleCloudSdk(Stream::empty);

    @TempDir
    Path directory;

    private GoogleCloudSdk sdk;

    @BeforeEach
    void install_an_sdk() throws IOException {
        var emulator = Files.createDirectories(directory.resolve("platform/cloud-firestore-emulator"));
        Files.createFile(emulator.resolve("cloud-firestore-emulator.jar"));
        sdk = new GoogleCloudSdk(() -> Stream.of(directory));
    }

    @Test
    void a_host_in_the_environment_comes_first() {
        var sources = new EmulatorSources(Map.of("FIRESTORE_EMULATOR_HOST", "db:9999"), sdk, () -> true);

        assertThat(choose(sources)).isEqualTo(new GivenEmulator(EmulatorKind.FIRESTORE, "db:9999"));
    }

    @Test
    void a_silent_host_that_is_where_ours_would_be_means_ours() {
        var ours = new EmulatorSources(Map.of("FIRESTORE_EMULATOR_HOST", "127.0.0.1:18086"), sdk, () -> true);
        var another = new EmulatorSources(Map.of("FIRESTORE_EMULATOR_HOST", "127.0.0.1:18087"), sdk, () -> true);

        assertThat(choose(ours)).isInstanceOf(SdkEmulator.class);
        assertThat(choose(another)).isInstanceOf(GivenEmulator.class);
    }

    @Test
    void then_comes_the_sdk_then_docker() {
        assertThat(choose(new EmulatorSources(Map.of(), sdk, () -> true))).isInstanceOf(SdkEmulator.class);
        assertThat(choose(new EmulatorSources(Map.of(), NO_SDK, () -> true))).isInstanceOf(DockerEmulator.class);
    }

    @Test
    void java_is_told_what_the_environment_says() {
        var plain = (SdkEmulator) choose(new EmulatorSources(Map.of(), sdk, () -> true));
        var told = (SdkEmulator) choose(
                new EmulatorSources(Map.of("EMULATORS_JAVA_FLAGS", " -Xmx1g  -XX:+UseSerialGC "), sdk, () -> true));

        assertThat(told.arguments())
                .startsWith("-Xmx1g", "-XX:+UseSerialGC")
                .endsWith(plain.arguments().toArray(String[]::new));
    }

    @Test
    void what_is_told_is_taken_whatever_else_there_is() {
        assertThat(choose(told("docker", sdk, true))).isInstanceOf(DockerEmulator.class);
        assertThat(choose(told("sdk", sdk, true))).isInstanceOf(SdkEmulator.class);
    }

    @Test
    void what_is_told_and_is_not_there_is_an_error_and_so_is_anything_else() {
        assertThatThrownBy(() -> choose(told("docker", sdk, false)))
                .isInstanceOf(LocalStackException.class)
                .hasMessage("EMULATORS is docker, but Docker does not answer");
        assertThatThrownBy(() -> choose(told("sdk", NO_SDK, true)))
                .isInstanceOf(LocalStackException.class)
                .hasMessage("EMULATORS is sdk, but no Google Cloud SDK with a firestore-emulator is installed");
        assertThatThrownBy(() -> choose(told("podman", sdk, true)))
                .isInstanceOf(LocalStackException.class)
                .hasMessage("EMULATORS must be sdk or docker, or not be set, and is podman");
    }

    private static EmulatorSources told(String where, GoogleCloudSdk sdk, boolean dockerIsAvailable) {
        var environment = Map.of("EMULATORS", where, "FIRESTORE_EMULATOR_HOST", "db:9999");
        return new EmulatorSources(environment, sdk, () -> dockerIsAvailable);
    }

    @Test
    void what_runs_in_a_container_goes_on_there() {
        ContainerFile.of(EmulatorKind.FIRESTORE, directory.resolve("run")).write("c0ffee");

        assertThat(choose(new EmulatorSources(Map.of(), sdk, () -> true))).isInstanceOf(DockerEmulator.class);
    }

    @Test
    void with_none_of_them_the_message_says_how_to_get_one() {
        assertThatThrownBy(() -> choose(new EmulatorSources(Map.of(), NO_SDK, () -> false)))
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining("gcloud components install pubsub-emulator cloud-firestore-emulator")
                .hasMessageContaining("apt-get install");
    }

    private Emulator choose(EmulatorSources sources) {
        return sources.choose(EmulatorKind.FIRESTORE, 18086, directory.resolve("run"), Lifetime.TETHERED);
    }
}
