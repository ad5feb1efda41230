package dev.ordersaga.benchmarks;

import com.google.api.core.ApiFuture;
import com.google.api.gax.batching.BatchingSettings;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.rpc.ClientStream;
import com.google.api.gax.rpc.ResponseObserver;
import com.google.api.gax.rpc.StreamController;
import com.google.cloud.pubsub.v1.stub.GrpcPublisherStub;
import com.google.cloud.pubsub.v1.stub.GrpcSubscriberStub;
import com.google.cloud.pubsub.v1.stub.PublisherStub;
import com.google.cloud.pubsub.v1.stub.PublisherStubSettings;
import com.google.cloud.pubsub.v1.stub.SubscriberStub;
import com.google.cloud.pubsub.v1.stub.SubscriberStubSettings;
import com.google.pubsub.v1.AcknowledgeRequest;
import com.google.pubsub.v1.ProjectSubscriptionName;
import com.google.pubsub.v1.PublishRequest;
import com.google.pubsub.v1.PublishResponse;
import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.ReceivedMessage;
import com.google.pubsub.v1.StreamingPullRequest;
import com.google.pubsub.v1.StreamingPullResponse;
import com.google.pubsub.v1.Subscription;
import com.google.pubsub.v1.Topic;
import com.google.pubsub.v1.TopicName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Pub/Sub without the work of its clients: no buffers, leases or flow control, one request and its answer. */
final class Broker implements AutoCloseable {

    /** Longer than any run, so that nothing comes twice. */
    private static final int LEASE_SECONDS = 600;

    private final String project;
    private final PublisherStub publisher;
    private final SubscriberStub subscriber;
    private final List<ClientStream<StreamingPullRequest>> streams = new ArrayList<>();

    Broker(Clients clients) {
        this.project = clients.projectId();
        var publishing = PublisherStubSettings.newBuilder();
        publishing
                .setTransportChannelProvider(clients.pubsub())
                .setCredentialsProvider(NoCredentialsProvider.create())
                .publishSettings()
                .setBatchingSettings(
                        BatchingSettings.newBuilder().setIsEnabled(false).build());
        var subscribing = SubscriberStubSettings.newBuilder()
                .setTransportChannelProvider(clients.pubsub())
                .setCredentialsProvider(NoCredentialsProvider.create());
        try {
            this.publisher = GrpcPublisherStub.create(publishing.build());
            this.subscriber = GrpcSubscriberStub.create(subscribing.build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a topic with the one subscription that {@link #listen} hears. */
    void provision(String topic) {
        var name = TopicName.of(project, topic).toString();
        publisher.createTopicCallable().call(Topic.newBuilder().setName(name).build());
        subscriber
                .createSubscriptionCallable()
                .call(Subscription.newBuilder()
                        .setName(subscription(topic))
                        .setTopic(name)
                        .setAckDeadlineSeconds(LEASE_SECONDS)
                        .build());
    }

    ApiFuture<PublishResponse> publish(String topic, List<PubsubMessage> messages) {
        return publisher
                .publishCallable()
                .futureCall(PublishRequest.newBuilder()
                        .setTopic(TopicName.of(project, topic).toString())
                        .addAllMessages(messages)
                        .build());
    }

    /** Opens so many streams from the topic's subscription; what they bring has to be acknowledged. */
    void listen(String topic, int streamsWanted, Consumer<List<ReceivedMessage>> consumer) {
        var first = StreamingPullRequest.newBuilder()
                .setSubscription(subscription(topic))
                .setStreamAckDeadlineSeconds(LEASE_SECONDS)
                .build();
        for (int i = 0; i < streamsWanted; i++) {
            var stream = subscriber.streamingPullCallable().splitCall(new Heard(consumer));
            stream.send(first);
            streams.add(stream);
        }
    }

    ApiFuture<?> acknowledge(String topic, List<ReceivedMessage> messages) {
        return subscriber
                .acknowledgeCallable()
                .futureCall(AcknowledgeRequest.newBuilder()
                        .setSubscription(subscription(topic))
                        .addAllAckIds(
                                messages.stream().map(ReceivedMessage::getAckId).toList())
                        .build());
    }

    @Override
    public void close() {
        streams.forEach(ClientStream::closeSend);
        subscriber.close();
        publisher.close();
    }

    private String subscription(String topic) {
        return ProjectSubscriptionName.of(project, topic + "-sub").toString();
    }

    private record Heard(Consumer<List<ReceivedMessage>> consumer) implements ResponseObserver<StreamingPullResponse> {

        @Override
        public void onStart(StreamController controller) {}

        @Override
        public void onResponse(StreamingPullResponse response) {
            if (response.getReceivedMessagesCount() > 0) {
                consumer.accept(response.getReceivedMessagesList());
            }
        }

        /** A stream ends with the run; one that ends before leaves messages unheard, which the run notices. */
        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }
}
