package dev.ordersaga.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TargetTest {

    private static final Map<String, String> EMULATED =
            Map.of("PUBSUB_EMULATOR_HOST", "127.0.0.1:8085", "FIRESTORE_EMULATOR_HOST", "127.0.0.1:8086");

    private static Target with(Map<String, String> properties) {
        return Target.of(
                "shop",
                new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .withDefaultValue("quarkus.google.cloud.pubsub.emulator-host", "${PUBSUB_EMULATOR_HOST:}")
                        .withSources(new PropertiesConfigSource(properties, "test", 100))
                        .build());
    }

    @Test
    void is_google_unless_told_otherwise() {
        var google = new Target("shop", Optional.empty(), Optional.empty());

        assertThat(with(Map.of())).isEqualTo(google);
        assertThat(with(Map.of("PUBSUB_EMULATOR_HOST", "", "FIRESTORE_EMULATOR_HOST", "")))
                .isEqualTo(google);
        assertThat(google.isEmulated()).isFalse();
        assertThat(google.describe()).isEqualTo("project shop, Pub/Sub at Google, Firestore at Google");
    }

    @Test
    void is_emulated_when_both_are() {
        assertThat(with(EMULATED))
                .isEqualTo(new Target("shop", Optional.of("127.0.0.1:8085"), Optional.of("127.0.0.1:8086")));
        assertThat(with(EMULATED).isEmulated()).isTrue();
    }

    @Test
    void half_an_emulator_is_none() {
        assertThat(with(Map.of("PUBSUB_EMULATOR_HOST", "127.0.0.1:8085")).isEmulated())
                .isFalse();
        assertThat(with(Map.of("FIRESTORE_EMULATOR_HOST", "127.0.0.1:8086")).isEmulated())
                .isFalse();
    }

    @Test
    void another_host_with_real_credentials_is_no_emulator() {
        assertThat(with(Map.of(
                                "quarkus.google.cloud.firestore.host-override", "firestore.internal:443",
                                "quarkus.google.cloud.firestore.use-emulator-credentials", "false",
                                "PUBSUB_EMULATOR_HOST", "127.0.0.1:8085"))
                        .isEmulated())
                .isFalse();
        assertThat(with(Map.of(
                                "quarkus.google.cloud.pubsub.emulator-host", "pubsub.internal:443",
                                "quarkus.google.cloud.pubsub.use-emulator-credentials", "false",
                                "FIRESTORE_EMULATOR_HOST", "127.0.0.1:8086"))
                        .isEmulated())
                .isFalse();
    }
}
