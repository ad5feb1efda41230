package dev.ordersaga.runtime;

import dev.ordersaga.port.Message;
import dev.ordersaga.port.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Topics, with what goes out and comes in counted: each message once it is published, and each time it is handed out.
 */
public final class CountedTopics implements Topics, AutoCloseable {

    /** What went one way. */
    private record Traffic(Counter messages, Counter bytes) {

        static Traffic of(MeterRegistry meters, String direction) {
            return new Traffic(
                    meters.counter("ordersaga.messages", "direction", direction),
                    meters.counter("ordersaga.message.bytes", "direction", direction));
        }

        void add(Message message) {
            messages.increment();
            bytes.increment(message.size());
        }
    }

    private final Topics topics;
    private final Traffic published;
    private final Traffic delivered;

    public CountedTopics(Topics topics, MeterRegistry meters) {
        this.topics = topics;
        this.published = Traffic.of(meters, "published");
        this.delivered = Traffic.of(meters, "delivered");
    }

    @Override
    public Uni<Void> publish(String topic, Message message) {
        return topics.publish(topic, message).invoke(() -> published.add(message));
    }

    @Override
    public Receiver receive(String subscription, Consumer<Delivery> consumer) {
        return topics.receive(subscription, delivery -> {
            delivered.add(delivery.message());
            consumer.accept(delivery);
        });
    }

    @Override
    public Uni<Void> provisionTopics(List<String> names) {
        return topics.provisionTopics(names);
    }

    @Override
    public Uni<Void> provision(List<Subscription> subscriptions) {
        return topics.provision(subscriptions);
    }

    @Override
    public Uni<Void> remove(List<String> subscriptions) {
        return topics.remove(subscriptions);
    }

    @Override
    public Uni<Void> seek(List<String> subscriptions, Instant to) {
        return topics.seek(subscriptions, to);
    }

    /** Closes what it counts for, if that can be closed. */
    @Override
    public void close() {
        try {
            if (topics instanceof AutoCloseable open) {
                open.close();
            }
        } catch (Exception e) {
            throw new IllegalStateException("topics that cannot be closed", e);
        }
    }
}
