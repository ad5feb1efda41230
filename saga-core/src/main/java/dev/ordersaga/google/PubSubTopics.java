package dev.ordersaga.google;

import com.google.api.gax.core.CredentialsProvider;
import com.google.api.gax.rpc.TransportChannelProvider;
import com.google.cloud.pubsub.v1.SubscriptionAdminClient;
import com.google.cloud.pubsub.v1.SubscriptionAdminSettings;
import com.google.cloud.pubsub.v1.TopicAdminClient;
import com.google.cloud.pubsub.v1.TopicAdminSettings;
import com.google.protobuf.ByteString;
import com.google.pubsub.v1.PubsubMessage;
import dev.ordersaga.port.Message;
import dev.ordersaga.port.Topics;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Topics in Pub/Sub. Publishers and receivers share a few daemon threads, on which results and deliveries arrive:
 * whoever blocks them blocks all.
 */
public final class PubSubTopics implements Topics, AutoCloseable {

    private final Connection connection;
    private final GoogleConfig.PubsubLimits limits;
    private final ScheduledExecutorService threads;
    private final Channels channels;

    /** A client blocks a channel's thread while too much is in hand, so those must not be threads others need. */
    private final ExecutorService channelThreads = Executors.newCachedThreadPool(Threads.named("pubsub-channel"));

    private final Publishers publishers;
    private final Set<PullReceiver> receivers = ConcurrentHashMap.newKeySet();

    public PubSubTopics(
            String projectId,
            TransportChannelProvider channels,
            CredentialsProvider credentials,
            GoogleConfig.PubsubLimits limits) {
        this.limits = limits;
        this.threads = Threads.scheduled("pubsub", limits.threads());
        this.channels = new Channels(threads, limits.reconnectEvery());
        this.connection = new Connection(projectId, this.channels.watch(channels, channelThreads), credentials);
        this.publishers = new Publishers(connection, limits, threads);
    }

    @Override
    public Uni<Void> publish(String topic, Message message) {
        return Calls.uni(() -> {
                    var proto = PubsubMessage.newBuilder()
                            .setData(ByteString.copyFrom(
                                    message.requirePublishable().data()))
                            .putAllAttributes(message.attributes())
                            .build();
                    return publishers.of(topic).publish(proto);
                })
                .replaceWithVoid();
    }

    @Override
    public Receiver receive(String subscription, Consumer<Delivery> consumer) {
        var receiver = new PullReceiver(connection, channels, subscription, consumer, limits, threads);
        receivers.add(receiver);
        receiver.start();
        return receiver;
    }

    @Override
    public Uni<Void> provisionTopics(List<String> topics) {
        return blocking(() -> new Provisioning(connection, limits).makeTopics(topics));
    }

    @Override
    public Uni<Void> provision(List<Subscription> subscriptions) {
        return blocking(() -> new Provisioning(connection, limits).provision(subscriptions));
    }

    @Override
    public Uni<Void> remove(List<String> subscriptions) {
        return blocking(() -> new Clearing(connection).remove(subscriptions));
    }

    @Override
    public Uni<Void> seek(List<String> subscriptions, Instant to) {
        return blocking(() -> new Clearing(connection).seek(subscriptions, to));
    }

    private static Uni<Void> blocking(Runnable work) {
        return Uni.createFrom().voidItem().invoke(work).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    /** Stops what still receives and publishes what is buffered, for as long as the close timeout allows. */
    @Override
    public void close() {
        var ends = Stream.concat(receivers.stream().map(PullReceiver::close), publishers.close(channelThreads).stream())
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(ends)
                .completeOnTimeout(null, limits.closeTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(failure -> null)
                .join();
        threads.shutdownNow();
        channelThreads.shutdownNow();
    }

    /** How to reach the broker. */
    record Connection(String projectId, TransportChannelProvider channels, CredentialsProvider credentials) {

        TopicAdminClient topicAdmin() {
            try {
                return TopicAdminClient.create(TopicAdminSettings.newBuilder()
                        .setTransportChannelProvider(channels)
                        .setCredentialsProvider(credentials)
                        .build());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        SubscriptionAdminClient subscriptionAdmin() {
            try {
                return SubscriptionAdminClient.create(SubscriptionAdminSettings.newBuilder()
                        .setTransportChannelProvider(channels)
                        .setCredentialsProvider(credentials)
                        .build());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
