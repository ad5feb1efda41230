package dev.ordersaga.google;

import com.google.cloud.firestore.Firestore;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.Time;
import dev.ordersaga.port.Topics;
import dev.ordersaga.runtime.CountedDocuments;
import dev.ordersaga.runtime.CountedTopics;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkiverse.googlecloudservices.pubsub.QuarkusPubSub;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.eclipse.microprofile.config.Config;

/**
 * The three ports, as beans, on Google's clients; what they cost is counted. Topics and time are closed after the shutdown
 * event, but before the beans that use them are destroyed: whoever has something to finish does so at the event.
 */
@Singleton
class GoogleProducers {

    @Produces
    @ApplicationScoped
    Documents documents(Firestore firestore, GoogleConfig config, MeterRegistry meters) {
        return new CountedDocuments(new FirestoreDocuments(firestore, config.firestore()), meters);
    }

    /** The project is the one Firestore found, so that both sides always agree. */
    @Produces
    @ApplicationScoped
    Topics topics(QuarkusPubSub pubsub, Firestore firestore, GoogleConfig config, MeterRegistry meters)
            throws IOException {
        var settings = pubsub.subscriptionAdminSettings();
        var topics = new PubSubTopics(
                firestore.getOptions().getProjectId(),
                settings.getTransportChannelProvider(),
                settings.getCredentialsProvider(),
                config.pubsub());
        return new CountedTopics(topics, meters);
    }

    @Produces
    @Singleton
    Target target(Firestore firestore, Config keys) {
        return Target.of(firestore.getOptions().getProjectId(), keys);
    }

    @Produces
    @ApplicationScoped
    Time time() {
        return new SystemTime();
    }

    void close(@Disposes Topics topics) throws Exception {
        ((AutoCloseable) topics).close();
    }

    void close(@Disposes Time time) throws Exception {
        ((AutoCloseable) time).close();
    }
}
