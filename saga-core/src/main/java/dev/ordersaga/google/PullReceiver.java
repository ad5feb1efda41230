package dev.ordersaga.google;

import com.google.cloud.pubsub.v1.AckReplyConsumer;
import com.google.pubsub.v1.PubsubMessage;
import dev.ordersaga.port.Message;
import dev.ordersaga.port.Topics.Delivery;
import dev.ordersaga.port.Topics.Receiver;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Several streams from one subscription. Each is a subscriber of its own: inside one, the client ends streams one after
 * the other, and goes on taking messages from those whose turn has not come.
 *
 * <p>A message whose lease runs out while it is in hand, or whose acknowledgement comes too late, is delivered anew. It is
 * not handed out again: all its deliveries get the one answer.
 */
final class PullReceiver implements Receiver {

    /** At 500 a second those of twice the time that a lease lasts; beyond them one is worked on again, which is harmless. */
    private static final int ACKED_REMEMBERED_MAX = 10_000;

    private static final Logger LOG = Logger.getLogger(PullReceiver.class);

    private final Channels channels;
    private final GoogleConfig.PubsubLimits limits;
    private final Consumer<Delivery> consumer;
    private final Map<Identity, InHand> inHand = new ConcurrentHashMap<>();
    private final Set<Identity> acked = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Identity, Boolean> eldest) {
            return size() > ACKED_REMEMBERED_MAX;
        }
    }));
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
        this.limits = limits;
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
        inHand.values().forEach(InHand::nack);
    }

    void receive(PubsubMessage message, AckReplyConsumer reply) {
        var delivery = new InHand(message, reply);
        if (acked.contains(delivery.identity)) {
            reply.ack();
            return;
        }
        if (inHand.merge(delivery.identity, delivery, this::withAnother) != delivery) {
            return;
        }
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

    /** Whoever has had a message for longer than any lease will hardly answer. */
    private InHand withAnother(InHand first, InHand again) {
        if (System.nanoTime() - first.handedOutNanos > limits.leaseMax().toNanos()) {
            return again;
        }
        first.replies.addAll(again.replies);
        return first;
    }

    /** The client adds attributes of its own to what it hands out, which no topic would take. */
    private static Map<String, String> withoutClients(Map<String, String> attributes) {
        var own = new HashMap<>(attributes);
        own.keySet().removeIf(name -> name.startsWith("googclient_"));
        return own;
    }

    /** An emulator that was started anew counts its messages from the beginning: the number alone is not enough. */
    private record Identity(String id, Instant publishedAt) {}

    private final class InHand implements Delivery {

        private final Identity identity;
        private final Message message;
        private final long handedOutNanos = System.nanoTime();
        private final List<AckReplyConsumer> replies = new CopyOnWriteArrayList<>();

        InHand(PubsubMessage proto, AckReplyConsumer reply) {
            this.identity = new Identity(proto.getMessageId(), Values.fromProto(proto.getPublishTime()));
            this.message = new Message(proto.getData().toByteArray(), withoutClients(proto.getAttributesMap()));
            this.replies.add(reply);
        }

        @Override
        public String id() {
            return identity.id();
        }

        @Override
        public Message message() {
            return message;
        }

        @Override
        public Instant publishedAt() {
            return identity.publishedAt();
        }

        @Override
        public void ack() {
            if (inHand.remove(identity, this)) {
                acked.add(identity);
                replies.forEach(AckReplyConsumer::ack);
            }
        }

        @Override
        public void nack() {
            if (inHand.remove(identity, this)) {
                replies.forEach(AckReplyConsumer::nack);
            }
        }
    }
}
