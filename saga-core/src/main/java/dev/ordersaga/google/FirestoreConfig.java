package dev.ordersaga.google;

import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * The keys of the Quarkus extension for Firestore, which has no release for this Quarkus. They are looked up and not
 * mapped, because Quarkus warns at every start of mapped keys that no extension knows.
 *
 * @param hostOverride host and port to use instead of Google's
 * @param useEmulatorCredentials whether an overridden host is an emulator: no TLS, no real credentials
 * @param databaseId which of the project's databases
 */
record FirestoreConfig(Optional<String> hostOverride, boolean useEmulatorCredentials, String databaseId) {

    private static final String PREFIX = "quarkus.google.cloud.firestore.";

    static FirestoreConfig of(Config config) {
        return new FirestoreConfig(
                config.getOptionalValue(PREFIX + "host-override", String.class)
                        .or(() -> config.getOptionalValue("FIRESTORE_EMULATOR_HOST", String.class)),
                config.getOptionalValue(PREFIX + "use-emulator-credentials", Boolean.class)
                        .orElse(true),
                config.getOptionalValue(PREFIX + "database-id", String.class).orElse("(default)"));
    }
}
