package dev.ordersaga.google;

import com.google.api.gax.core.CredentialsProvider;
import com.google.cloud.firestore.Firestore;
import com.google.cloud.firestore.FirestoreOptions;
import io.quarkiverse.googlecloudservices.common.GcpConfigHolder;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/** Stands in for the Quarkus extension's producer, from the same keys; it gives way as soon as that is there. */
@Singleton
class FirestoreProducer {

    @Produces
    @Singleton
    @DefaultBean
    Firestore firestore(GcpConfigHolder google, Config keys, Instance<CredentialsProvider> credentials) {
        var config = FirestoreConfig.of(keys);
        var options = FirestoreOptions.newBuilder().setDatabaseId(config.databaseId());
        google.getBootstrapConfig().projectId().ifPresent(options::setProjectId);
        if (config.hostOverride().isPresent() && config.useEmulatorCredentials()) {
            options.setEmulatorHost(config.hostOverride().get());
        } else {
            config.hostOverride().ifPresent(options::setHost);
            options.setCredentialsProvider(credentials.get());
        }
        var built = options.build();
        if (built.getProjectId() == null) {
            throw new IllegalStateException("which project? set PROJECT_ID");
        }
        return built.getService();
    }

    void close(@Disposes Firestore firestore) {
        firestore.shutdown();
    }
}
