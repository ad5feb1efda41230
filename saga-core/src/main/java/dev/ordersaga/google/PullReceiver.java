package dev.ordersaga.google;

import com.google.cloud.pubsub.v1.AckReplyConsumer;
import com.google.pubsub.v1.PubsubMessage;
import dev.ordersaga.port.Message;
import dev.ordersaga.port.Topics.Delivery;
import dev.ordersaga.port.Topics.Receiver;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Several streams from one subscription. Each is a subscriber of its own: inside one, the client ends streams one after
 * the other, and goes on taking messages from those whose turn has not come.
 */
final class PullReceiver implements Receiver {

    private static final Logger LOG = Logger.getLogger(PullReceiver.class);

    private final Channels channels;
    private final Consumer<Delivery> consumer;
    private final Set<InHand> inHand = ConcurrentHashMap.newKeySet();
    private final List<PullStream> streams;
    private volatile boolean stopping;

    PullReceiver(
            PubSubTopics.Connection connection,
            Channels channels,
            String subscription,
            Consumer<Delivery> consumer,
            GoogleConfig.PubsubLimits limits,
            ScheduledExecutorService threads) {
        this.channels = channels;
        this.consumer = consumer;
        this.streams = IntStream.range(0, limits.receiveStreams())
                .mapToObj(i -> new PullStream(connection, subscription, this::receive, limits, threads))
                .toList();
    }

    void start() {
        streams.forEach(PullStream::start);
    }

    @Override
    public boolean running() {
        return !stopping && channels.reach() && streams.stream().allMatch(PullStream::running);
    }

    @Override
    public Uni<Void> stop(Duration timeout) {
        return Uni.createFrom()
                .completionStage(() -> end().completeOnTimeout(null, timeout.toMillis(), TimeUnit.MILLISECONDS)
                        .whenComplete((done, failure) -> giveBack()));
    }

    /** Stops at once; completes when the broker has heard all answers. */
    CompletableFuture<Void> close() {
        var ended = end();
        giveBack();
        return ended;
    }

    private CompletableFuture<Void> end() {
        stopping = true;
        return CompletableFuture.allOf(streams.stream().map(PullStream::stop).toArray(CompletableFuture<?>[]::new));
    }

    private void giveBack() {
        inHand.forEach(InHand::nack);
    }

    private void receive(PubsubMessage message, AckReplyConsumer reply) {
        var delivery = new InHand(message, reply);
        inHand.add(delivery);
        if (stopping) {
            delivery.nack();
            return;
        }
        try {
            consumer.accept(delivery);
        } catch (RuntimeException e) {
            LOG.error("a consumer failed", e);
            delivery.nack();
        }
    }

    /** The client adds attributes of its own to what it hands out, which no topic would take. */
    private static Map<String, String> withoutClients(Map<String, String> attributes) {
        var own = new HashMap<>(attributes);
        own.keySet().removeIf(name -> name.startsWith("googclient_"));
        return own;
    }

    private final class InHand implements Delivery {

        private final String id;
        private final Message message;
        private final Instant publishedAt;
        private final AckReplyConsumer reply;

        InHand(PubsubMessage proto, AckReplyConsumer reply) {
            this.id = proto.getMessageId();
            this.message = new Message(proto.getData().toByteArray(), withoutClients(proto.getAttributesMap()));
            this.publishedAt = Values.fromProto(proto.getPublishTime());
            this.reply = reply;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public Message message() {
            return message;
        }

        @Override
        public Instant publishedAt() {
            return publishedAt;
        }

        @Override
        public void ack() {
            if (inHand.remove(this)) {
                reply.ack();
            }
        }

        @Override
        public void nack() {
            if (inHand.remove(this)) {
                reply.nack();
            }
        }
    }
}
