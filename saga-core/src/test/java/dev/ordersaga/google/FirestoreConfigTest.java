package dev.ordersaga.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FirestoreConfigTest {

    private static FirestoreConfig with(Map<String, String> properties) {
        return FirestoreConfig.of(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build());
    }

    @Test
    void means_the_default_database_at_google_unless_told_otherwise() {
        assertThat(with(Map.of())).isEqualTo(new FirestoreConfig(Optional.empty(), true, "(default)"));
        assertThat(with(Map.of("FIRESTORE_EMULATOR_HOST", "")))
                .isEqualTo(new FirestoreConfig(Optional.empty(), true, "(default)"));
    }

    @Test
    void reads_the_name_that_every_google_client_reads() {
        assertThat(with(Map.of("FIRESTORE_EMULATOR_HOST", "127.0.0.1:8086")))
                .isEqualTo(new FirestoreConfig(Optional.of("127.0.0.1:8086"), true, "(default)"));
    }

    @Test
    void reads_the_extensions_keys_first() {
        assertThat(with(Map.of(
                        "quarkus.google.cloud.firestore.host-override", "firestore.internal:443",
                        "quarkus.google.cloud.firestore.use-emulator-credentials", "false",
                        "quarkus.google.cloud.firestore.database-id", "shop",
                        "FIRESTORE_EMULATOR_HOST", "127.0.0.1:8086")))
                .isEqualTo(new FirestoreConfig(Optional.of("firestore.internal:443"), false, "shop"));
    }
}
