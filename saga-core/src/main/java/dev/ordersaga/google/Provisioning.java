package dev.ordersaga.google;

import com.google.api.gax.rpc.AlreadyExistsException;
import com.google.cloud.pubsub.v1.SubscriptionAdminClient;
import com.google.cloud.pubsub.v1.SubscriptionAdminSettings;
import com.google.cloud.pubsub.v1.TopicAdminClient;
import com.google.cloud.pubsub.v1.TopicAdminSettings;
import com.google.protobuf.util.Durations;
import com.google.pubsub.v1.DeadLetterPolicy;
import com.google.pubsub.v1.ExpirationPolicy;
import com.google.pubsub.v1.RetryPolicy;
import com.google.pubsub.v1.SubscriptionName;
import com.google.pubsub.v1.TopicName;
import dev.ordersaga.port.Topics.Subscription;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Makes topics, then subscriptions; what exists stays as it is. Subscriptions never expire. */
final class Provisioning {

    private static final int ACK_DEADLINE_SECONDS = 10;

    private final PubSubTopics.Connection connection;
    private final GoogleConfig.PubsubLimits limits;

    Provisioning(PubSubTopics.Connection connection, GoogleConfig.PubsubLimits limits) {
        this.connection = connection;
        this.limits = limits;
    }

    void provision(List<Subscription> subscriptions) {
        try {
            makeTopics(subscriptions);
            makeSubscriptions(subscriptions);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void makeTopics(List<Subscription> subscriptions) throws IOException {
        var settings = TopicAdminSettings.newBuilder()
                .setTransportChannelProvider(connection.channels())
                .setCredentialsProvider(connection.credentials())
                .build();
        try (var admin = TopicAdminClient.create(settings)) {
            subscriptions.stream()
                    .flatMap(wanted -> Stream.concat(Stream.of(wanted.topic()), wanted.deadLetterTopic().stream()))
                    .distinct()
                    .forEach(topic -> unlessThere(() -> admin.createTopic(topic(topic))));
        }
    }

    private void makeSubscriptions(List<Subscription> subscriptions) throws IOException {
        var settings = SubscriptionAdminSettings.newBuilder()
                .setTransportChannelProvider(connection.channels())
                .setCredentialsProvider(connection.credentials())
                .build();
        try (var admin = SubscriptionAdminClient.create(settings)) {
            subscriptions.forEach(wanted -> unlessThere(() -> admin.createSubscription(subscription(wanted))));
        }
    }

    private com.google.pubsub.v1.Subscription subscription(Subscription wanted) {
        var subscription = com.google.pubsub.v1.Subscription.newBuilder()
                .setName(SubscriptionName.format(connection.projectId(), wanted.name()))
                .setTopic(topic(wanted.topic()).toString())
                .setAckDeadlineSeconds(ACK_DEADLINE_SECONDS)
                .setMessageRetentionDuration(proto(limits.retention()))
                .setExpirationPolicy(ExpirationPolicy.getDefaultInstance());
        wanted.deadLetterTopic()
                .ifPresent(topic -> subscription
                        .setRetryPolicy(RetryPolicy.newBuilder()
                                .setMinimumBackoff(proto(limits.redeliveryPause()))
                                .setMaximumBackoff(proto(limits.redeliveryPauseMax())))
                        .setDeadLetterPolicy(DeadLetterPolicy.newBuilder()
                                .setDeadLetterTopic(topic(topic).toString())
                                .setMaxDeliveryAttempts(limits.deliveryAttemptsMax())));
        return subscription.build();
    }

    private TopicName topic(String topic) {
        return TopicName.of(connection.projectId(), topic);
    }

    private static com.google.protobuf.Duration proto(Duration duration) {
        return Durations.fromMillis(duration.toMillis());
    }

    private static void unlessThere(Runnable creation) {
        try {
            creation.run();
        } catch (AlreadyExistsException there) {
            // Somebody made it before: as wanted.
        }
    }
}
