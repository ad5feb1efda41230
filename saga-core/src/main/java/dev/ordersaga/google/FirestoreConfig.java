package dev.ordersaga.google;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/**
 * Which database to use. Each value comes from the key of the Quarkus extension for Firestore; Quarkus, which does not
 * know that extension, would warn about a mapping of those keys themselves.
 */
@ConfigMapping(prefix = "ordersaga.firestore")
interface FirestoreConfig {

    /** Host and port to use instead of Google's. */
    @WithDefault("${quarkus.google.cloud.firestore.host-override:${FIRESTORE_EMULATOR_HOST:}}")
    Optional<String> hostOverride();

    /** Whether an overridden host is an emulator: no TLS, no real credentials. */
    @WithDefault("${quarkus.google.cloud.firestore.use-emulator-credentials:true}")
    boolean useEmulatorCredentials();

    /** Which of the project's databases. */
    @WithDefault("${quarkus.google.cloud.firestore.database-id:(default)}")
    String databaseId();
}
