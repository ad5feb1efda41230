package dev.ordersaga.google;

import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * What the clients talk to, told by the same keys that they read.
 *
 * @param pubsubEmulator where the Pub/Sub emulator is; empty for Google's own
 * @param firestoreEmulator where the Firestore emulator is; empty for Google's own
 */
public record Target(String projectId, Optional<String> pubsubEmulator, Optional<String> firestoreEmulator) {

    private static final String PUBSUB = "quarkus.google.cloud.pubsub.";

    static Target of(String projectId, Config config) {
        var firestore = FirestoreConfig.of(config);
        return new Target(
                projectId,
                config.getOptionalValue(PUBSUB + "emulator-host", String.class)
                        .filter(host -> config.getOptionalValue(PUBSUB + "use-emulator-credentials", Boolean.class)
                                .orElse(true)),
                firestore.hostOverride().filter(host -> firestore.useEmulatorCredentials()));
    }

    /** Whether nothing of it is Google's own. */
    public boolean isEmulated() {
        return pubsubEmulator.isPresent() && firestoreEmulator.isPresent();
    }

    /** In words, for messages to people. */
    public String describe() {
        return "project %s, Pub/Sub %s, Firestore %s"
                .formatted(projectId, pubsubEmulator.orElse("at Google"), firestoreEmulator.orElse("at Google"));
    }
}
