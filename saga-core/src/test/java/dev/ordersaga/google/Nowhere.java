package dev.ordersaga.google;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import io.smallrye.config.SmallRyeConfigBuilder;

/** A broker's address at which nobody listens, for tests that send nothing, and the limits as they are by default. */
final class Nowhere {

    static final GoogleConfig.PubsubLimits LIMITS = new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(GoogleConfig.class)
            .build()
            .getConfigMapping(GoogleConfig.class)
            .pubsub();

    private Nowhere() {}

    static PubSubTopics.Connection connection() {
        return new PubSubTopics.Connection(
                "test",
                InstantiatingGrpcChannelProvider.newBuilder()
                        .setEndpoint("127.0.0.1:1")
                        .setChannelConfigurator(builder -> builder.usePlaintext())
                        .build(),
                NoCredentialsProvider.create());
    }
}
