package dev.ordersaga.google;

import com.google.api.gax.rpc.AlreadyExistsException;
import com.google.protobuf.util.Durations;
import com.google.pubsub.v1.DeadLetterPolicy;
import com.google.pubsub.v1.ExpirationPolicy;
import com.google.pubsub.v1.RetryPolicy;
import com.google.pubsub.v1.SubscriptionName;
import com.google.pubsub.v1.TopicName;
import dev.ordersaga.port.Topics.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Makes topics, then subscriptions; what exists stays as it is. None but a temporary subscription ever expires. */
final class Provisioning {

    private static final int ACK_DEADLINE_SECONDS = 10;

    /** The shortest that Pub/Sub takes. */
    private static final Duration RETENTION_MIN = Duration.ofMinutes(10);

    /** The soonest that Pub/Sub takes. */
    private static final ExpirationPolicy SOON =
            ExpirationPolicy.newBuilder().setTtl(proto(Duration.ofDays(1))).build();

    private static final ExpirationPolicy NEVER = ExpirationPolicy.getDefaultInstance();

    private final PubSubTopics.Connection connection;
    private final GoogleConfig.PubsubLimits limits;

    Provisioning(PubSubTopics.Connection connection, GoogleConfig.PubsubLimits limits) {
        this.connection = connection;
        this.limits = limits;
    }

    void provision(List<Subscription> subscriptions) {
        makeTopics(subscriptions.stream()
                .filter(wanted -> !wanted.temporary())
                .flatMap(wanted -> Stream.concat(Stream.of(wanted.topic()), wanted.deadLetterTopic().stream()))
                .distinct()
                .toList());
        try (var admin = connection.subscriptionAdmin()) {
            subscriptions.forEach(wanted -> unlessThere(() -> admin.createSubscription(subscription(wanted))));
        }
    }

    void makeTopics(List<String> topics) {
        try (var admin = connection.topicAdmin()) {
            topics.forEach(topic -> unlessThere(() -> admin.createTopic(topic(topic))));
        }
    }

    com.google.pubsub.v1.Subscription subscription(Subscription wanted) {
        var subscription = com.google.pubsub.v1.Subscription.newBuilder()
                .setName(SubscriptionName.format(connection.projectId(), wanted.name()))
                .setTopic(topic(wanted.topic()).toString())
                .setAckDeadlineSeconds(ACK_DEADLINE_SECONDS)
                .setMessageRetentionDuration(proto(wanted.temporary() ? RETENTION_MIN : limits.retention()))
                .setExpirationPolicy(wanted.temporary() ? SOON : NEVER);
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
