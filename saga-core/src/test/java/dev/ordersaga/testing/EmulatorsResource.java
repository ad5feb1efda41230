package dev.ordersaga.testing;

import dev.ordersaga.localstack.Emulators;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Gives a test class a project of its own on the emulators. Its init arguments become configuration. */
public final class EmulatorsResource implements QuarkusTestResourceLifecycleManager {

    private static final String PUBSUB = "ordersaga.testing.pubsub";
    private static final String FIRESTORE = "ordersaga.testing.firestore";

    private Map<String, String> more = Map.of();

    @Override
    public void init(Map<String, String> initArgs) {
        more = Map.copyOf(initArgs);
    }

    @Override
    public Map<String, String> start() {
        var config = new HashMap<>(hosts());
        config.put("PROJECT_ID", "test-" + UUID.randomUUID());
        config.put("quarkus.google.cloud.enable-metadata-server", "false");
        config.put("quarkus.http.test-port", "0");
        // A busy machine is no reason to fail.
        config.put("ordersaga.google.firestore.read-timeout", "30s");
        config.put("ordersaga.google.firestore.commit-timeout", "30s");
        // A service may be there before its topology; it says so, at length, until that is made.
        config.put("quarkus.log.category.\"com.google.cloud.pubsub.v1.StreamingSubscriberConnection\".level", "OFF");
        config.putAll(more);
        return config;
    }

    /** Quarkus loads all classes anew when it restarts for a test class: only the JVM remembers the emulators. */
    private static Map<String, String> hosts() {
        if (System.getProperty(PUBSUB) == null) {
            var emulators = Emulators.forTests();
            System.setProperty(PUBSUB, emulators.pubsubHost());
            System.setProperty(FIRESTORE, emulators.firestoreHost());
        }
        return Map.of(
                "PUBSUB_EMULATOR_HOST", System.getProperty(PUBSUB),
                "FIRESTORE_EMULATOR_HOST", System.getProperty(FIRESTORE));
    }

    /** The emulators go with the JVM. */
    @Override
    public void stop() {}
}
