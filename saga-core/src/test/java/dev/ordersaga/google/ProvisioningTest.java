package dev.ordersaga.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.protobuf.util.Durations;
import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Names;
import dev.ordersaga.port.Topics.Subscription;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProvisioningTest {

    private static final List<String> SERVICES =
            List.of("frontend-sub", "order-created-sub", "inventory-updated-sub", "error-sub");

    private final Provisioning provisioning = new Provisioning(
            new PubSubTopics.Connection(
                    "shop",
                    InstantiatingGrpcChannelProvider.newBuilder()
                            .setEndpoint("127.0.0.1:1")
                            .build(),
                    NoCredentialsProvider.create()),
            new SmallRyeConfigBuilder()
                    .addDiscoveredConverters()
                    .withMapping(GoogleConfig.class)
                    .build()
                    .getConfigMapping(GoogleConfig.class)
                    .pubsub());

    /** Without a policy Pub/Sub deletes a subscription that nobody used for 31 days. */
    @Test
    void defect_22_no_subscription_expires() {
        for (var wanted : Names.standard().subscriptions(Flow.ORDERS)) {
            var made = provisioning.subscription(wanted);
            assertThat(made.hasExpirationPolicy()).as(wanted.name()).isTrue();
            assertThat(made.getExpirationPolicy().hasTtl()).as(wanted.name()).isFalse();
            assertThat(made.getMessageRetentionDuration()).isEqualTo(Durations.fromDays(7));
        }
        assertThat(provisioning
                        .subscription(Subscription.temporary("onlooker", "error"))
                        .getExpirationPolicy()
                        .getTtl())
                .isEqualTo(Durations.fromDays(1));
    }

    @Test
    void defect_22_what_a_service_does_not_acknowledge_comes_again_with_pauses_and_is_put_away_at_last() {
        for (var wanted : Names.standard().subscriptions(Flow.ORDERS)) {
            var made = provisioning.subscription(wanted);
            assertThat(made.hasRetryPolicy()).as(wanted.name()).isEqualTo(SERVICES.contains(wanted.name()));
            assertThat(made.hasDeadLetterPolicy()).as(wanted.name()).isEqualTo(SERVICES.contains(wanted.name()));
        }
        var made = provisioning.subscription(new Subscription("frontend-sub", "frontend", Optional.of("dead-letter")));
        assertThat(made.getRetryPolicy().getMinimumBackoff()).isEqualTo(Durations.fromSeconds(1));
        assertThat(made.getRetryPolicy().getMaximumBackoff()).isEqualTo(Durations.fromSeconds(600));
        assertThat(made.getDeadLetterPolicy().getDeadLetterTopic()).isEqualTo("projects/shop/topics/dead-letter");
        assertThat(made.getDeadLetterPolicy().getMaxDeliveryAttempts()).isEqualTo(100);
    }
}
