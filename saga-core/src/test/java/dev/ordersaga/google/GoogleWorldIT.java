package dev.ordersaga.google;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.cloud.firestore.Firestore;
import com.google.cloud.firestore.FirestoreOptions;
import dev.ordersaga.localstack.Emulators;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.DocumentsContract;
import dev.ordersaga.port.QueriesContract;
import dev.ordersaga.port.Topics;
import dev.ordersaga.port.TopicsContract;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Google's clients, before the emulators, are a world. */
@Execution(ExecutionMode.CONCURRENT)
class GoogleWorldIT implements DocumentsContract, QueriesContract, TopicsContract {

    private final String project = "test-" + UUID.randomUUID();
    private final GoogleConfig config = new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(GoogleConfig.class)
            // A busy machine is no reason to fail.
            .withDefaultValue("ordersaga.google.firestore.read-timeout", "30s")
            .withDefaultValue("ordersaga.google.firestore.commit-timeout", "30s")
            .build()
            .getConfigMapping(GoogleConfig.class);
    private final Firestore firestore = FirestoreOptions.newBuilder()
            .setProjectId(project)
            .setEmulatorHost(Emulators.forTests().firestoreHost())
            .build()
            .getService();
    private final Documents documents = new FirestoreDocuments(firestore, config.firestore());
    private final Map<String, PubSubTopics> topics = new HashMap<>();

    /** Mutiny sets up at the first callback what all share, and two first ones at once get into each other's way. */
    @BeforeAll
    static void call_back() {
        Uni.createFrom().emitter(caller -> caller.complete(null)).await().indefinitely();
    }

    @AfterEach
    void close() {
        topics.values().forEach(PubSubTopics::close);
        firestore.shutdown();
    }

    @Override
    public Documents documents() {
        return documents;
    }

    @Override
    public Topics topics(String process) {
        return topics.computeIfAbsent(
                process,
                name -> new PubSubTopics(
                        project,
                        InstantiatingGrpcChannelProvider.newBuilder()
                                .setEndpoint(Emulators.forTests().pubsubHost())
                                .setChannelConfigurator(builder -> builder.usePlaintext())
                                .build(),
                        NoCredentialsProvider.create(),
                        config.pubsub()));
    }

    @Override
    public <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(30));
    }

    @Override
    public void eventually(BooleanSupplier condition) {
        patiently(Duration.ofSeconds(30)).until(condition::getAsBoolean);
    }

    @Override
    public void steadily(Duration duration, BooleanSupplier condition) {
        var until = Instant.now().plus(duration);
        patiently(duration.plusSeconds(30))
                .failFast("it was so, and is no longer", () -> !condition.getAsBoolean())
                .until(() -> Instant.now().isAfter(until));
    }

    @Override
    public void settles(Duration duration, BooleanSupplier condition) {
        patiently(duration.plusSeconds(30)).during(duration).until(condition::getAsBoolean);
    }

    /** What threads of other tests throw, when their clients are closed, is no concern of this one. */
    private static ConditionFactory patiently(Duration limit) {
        return Awaitility.await().dontCatchUncaughtExceptions().atMost(limit);
    }
}
