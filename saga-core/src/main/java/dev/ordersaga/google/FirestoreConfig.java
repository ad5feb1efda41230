package dev.ordersaga.google;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** The keys of the Quarkus extension for Firestore, which has no release for this Quarkus. */
@ConfigMapping(prefix = "quarkus.google.cloud.firestore")
interface FirestoreConfig {

    /** Host and port to use instead of Google's. */
    Optional<String> hostOverride();

    /** Whether an overridden host is an emulator: no TLS, no real credentials. */
    @WithDefault("true")
    boolean useEmulatorCredentials();

    /** Which of the project's databases. */
    @WithDefault("(default)")
    String databaseId();
}
