package dev.ordersaga.port;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The broker: delivery is at least once, in any order. Results and deliveries may arrive on any thread. */
public interface Topics {

    /**
     * Hands a message to the broker; completes once the broker has it. Fails after the configured retries, or at once
     * when too much is waiting to be published; after a failure the message may have been published all the same. A
     * message that no broker takes fails with {@link IllegalArgumentException}: see {@link Message#requirePublishable}.
     */
    Uni<Void> publish(String topic, Message message);

    /**
     * Delivers what arrives until stopped, never more at once than the configured limit; a receiver that the broker
     * drops, say because the subscription is missing, comes back by itself.
     */
    Receiver receive(String subscription, Consumer<Delivery> consumer);

    /** Makes the topics that are missing. */
    Uni<Void> provisionTopics(List<String> topics);

    /** Makes the topics and subscriptions that are missing; leaves those that exist as they are. */
    Uni<Void> provision(List<Subscription> subscriptions);

    /** Removes subscriptions with all that waits in them; one that is missing already is as wanted. */
    Uni<Void> remove(List<String> subscriptions);

    /**
     * Counts everything published before this time, by the broker's clock, as acknowledged in these subscriptions. What
     * a consumer has in hand at that moment may still be worked on.
     */
    Uni<Void> seek(List<String> subscriptions, Instant to);

    /** A message in the consumer's hands, kept there until it answers: once, by one of the two. */
    interface Delivery {

        /** The broker's id of the message: the same at each redelivery. */
        String id();

        Message message();

        /** When the broker took the message, by its own clock. */
        Instant publishedAt();

        void ack();

        /** Asks for another delivery, later. */
        void nack();
    }

    /** A running receiver. */
    interface Receiver {

        /**
         * Whether it is connected and delivers what arrives. A broker that takes long to refuse it, when its subscription is
         * missing, has it taken for running meanwhile.
         */
        boolean running();

        /** Takes nothing new and completes when all that was delivered has been answered, or the time is up. */
        Uni<Void> stop(Duration timeout);
    }

    /**
     * A subscription to have.
     *
     * @param deadLetterTopic where the broker itself puts what was delivered too often; only services' subscriptions
     *     have one
     * @param temporary whether it is gone at the latest a day or so after its last receiver, should nobody remove it;
     *     its topic must be there
     */
    record Subscription(String name, String topic, Optional<String> deadLetterTopic, boolean temporary) {

        /** One that lives for ever. */
        public Subscription(String name, String topic, Optional<String> deadLetterTopic) {
            this(name, topic, deadLetterTopic, false);
        }

        public static Subscription temporary(String name, String topic) {
            return new Subscription(name, topic, Optional.empty(), true);
        }
    }
}
