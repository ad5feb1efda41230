package dev.ordersaga.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExportsTest {
    private static final Emulators EMULATORS = new Emulators(
            new GivenEmulator(EmulatorKind.PUBSUB, "127.0.0.1:9085"),
            new GivenEmulator(EmulatorKind.FIRESTORE, "127.0.0.1:9086"));

    @Test
    void point_programs_and_gcloud_to_the_emulators() {
        assertThat(new Exports(new World("ordersaga-local", Optional.of(EMULATORS))).text())
                .isEqualTo("""
                export PROJECT_ID='ordersaga-local'
                export CLOUDSDK_CORE_PROJECT='ordersaga-local'
                export PUBSUB_EMULATOR_HOST='127.0.0.1:9085'
                export FIRESTORE_EMULATOR_HOST='127.0.0.1:9086'
                export CLOUDSDK_API_ENDPOINT_OVERRIDES_PUBSUB='http://127.0.0.1:9085/'
                export CLOUDSDK_AUTH_DISABLE_CREDENTIALS='true'""");
    }

    @Test
    void point_to_a_real_project_and_away_from_emulators() {
        assertThat(new Exports(new World("o'shop", Optional.empty())).text()).isEqualTo("""
                export PROJECT_ID='o'\\''shop'
                export CLOUDSDK_CORE_PROJECT='o'\\''shop'
                unset CLOUDSDK_API_ENDPOINT_OVERRIDES_PUBSUB CLOUDSDK_AUTH_DISABLE_CREDENTIALS""");
    }
}
