package dev.ordersaga.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoogleCloudSdkTest {
    @TempDir
    Path directory;

    @BeforeEach
    void canonical() throws IOException {
        directory = directory.toRealPath();
    }

    @Test
    void the_configured_root_comes_first_then_the_one_behind_the_link_on_the_path() throws IOException {
        var gcloud = directory.resolve("sdk/bin/gcloud");
        Files.createDirectories(gcloud.getParent());
        Files.createFile(gcloud);
        assertThat(gcloud.toFile().setExecutable(true)).isTrue();
        Files.createDirectory(directory.resolve("bin"));
        Files.createSymbolicLink(directory.resolve("bin/gcloud"), gcloud);

        var places = GoogleCloudSdk.usualPlaces(
                Map.of("CLOUDSDK_ROOT_DIR", "/configured", "PATH", directory.resolve("bin") + ":/nowhere"),
                Path.of("/home/jack"));

        assertThat(places)
                .startsWith(Path.of("/configured"), directory.resolve("sdk"))
                .contains(Path.of("/usr/lib/google-cloud-sdk"), Path.of("/home/jack/google-cloud-sdk"));
    }

    @Test
    void a_root_without_the_emulator_is_passed_over() throws IOException {
        var bare = Files.createDirectory(directory.resolve("bare"));
        var full = directory.resolve("full");
        var lib = Files.createDirectories(full.resolve("platform/pubsub-emulator/lib"));
        Files.createFile(lib.resolve("cloud-pubsub-emulator-0.8.9-all.jar"));
        var newest = Files.createFile(lib.resolve("cloud-pubsub-emulator-0.8.20-all.jar"));
        Files.createFile(lib.resolve("README"));
        var sdk = new GoogleCloudSdk(() -> Stream.of(bare, full));

        assertThat(sdk.emulatorJar(EmulatorKind.PUBSUB)).contains(newest);
        assertThat(sdk.emulatorJar(EmulatorKind.FIRESTORE)).isEmpty();
    }
}
