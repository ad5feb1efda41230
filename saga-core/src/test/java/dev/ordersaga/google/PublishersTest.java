package dev.ordersaga.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PublishersTest {

    private final GoogleConfig.PubsubLimits limits = new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(GoogleConfig.class)
            .build()
            .getConfigMapping(GoogleConfig.class)
            .pubsub();

    /** The ancestor opened a connection for each message, and waited for the answer without end. */
    @Test
    void defect_21_one_publisher_serves_a_topic_for_good_and_tries_for_a_limited_time() {
        var threads = Threads.scheduled("test", 1);
        var publishers = new Publishers(
                new PubSubTopics.Connection(
                        "test",
                        InstantiatingGrpcChannelProvider.newBuilder()
                                .setEndpoint("127.0.0.1:1")
                                .setChannelConfigurator(builder -> builder.usePlaintext())
                                .build(),
                        NoCredentialsProvider.create()),
                limits,
                threads);

        assertThat(publishers.of("frontend"))
                .isSameAs(publishers.of("frontend"))
                .isNotSameAs(publishers.of("error"));
        assertThat(limits.publishTimeout()).isLessThanOrEqualTo(Duration.ofSeconds(30));

        CompletableFuture.allOf(publishers.close(Runnable::run).toArray(CompletableFuture<?>[]::new))
                .join();
        threads.shutdownNow();
    }
}
