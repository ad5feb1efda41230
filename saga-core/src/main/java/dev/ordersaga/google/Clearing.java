package dev.ordersaga.google;

import com.google.api.gax.rpc.NotFoundException;
import com.google.pubsub.v1.SeekRequest;
import com.google.pubsub.v1.SubscriptionName;
import java.time.Instant;
import java.util.List;

/** Takes away subscriptions, or what waits in them. */
record Clearing(PubSubTopics.Connection connection) {

    void remove(List<String> subscriptions) {
        try (var admin = connection.subscriptionAdmin()) {
            for (var subscription : subscriptions) {
                try {
                    admin.deleteSubscription(name(subscription));
                } catch (NotFoundException gone) {
                    // Somebody removed it before: as wanted.
                }
            }
        }
    }

    void seek(List<String> subscriptions, Instant to) {
        try (var admin = connection.subscriptionAdmin()) {
            for (var subscription : subscriptions) {
                admin.seek(SeekRequest.newBuilder()
                        .setSubscription(name(subscription).toString())
                        .setTime(Values.toProto(to))
                        .build());
            }
        }
    }

    private SubscriptionName name(String subscription) {
        return SubscriptionName.of(connection.projectId(), subscription);
    }
}
