package dev.ordersaga.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionTest {
    @ParameterizedTest
    @CsvSource({"0.8.20, 0.8.32, -1", "0.8.32, 0.8.32, 0", "0.8.9, 0.8.20, -1", "0.10.0, 0.8.32, 1", "1, 1.0.0, 0"})
    void compares_number_by_number(String left, String right, int expected) {
        assertThat(Version.parse(left).compareTo(Version.parse(right))).isEqualTo(expected);
    }

    @Test
    void only_old_pubsub_emulators_get_another_grpc_api() {
        assertThat(SdkEmulator.needsGrpcApi(Path.of("lib/cloud-pubsub-emulator-0.8.20-all.jar")))
                .isTrue();
        assertThat(SdkEmulator.needsGrpcApi(Path.of("lib/cloud-pubsub-emulator-0.8.32-all.jar")))
                .isFalse();
    }
}
