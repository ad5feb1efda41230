package dev.ordersaga.operations;

import dev.ordersaga.port.Message;
import dev.ordersaga.port.Topics.Subscription;
import dev.ordersaga.saga.Notice;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A message that was put away, by one of our steps or by Pub/Sub itself after too many deliveries: Pub/Sub gives no
 * reason and names no step.
 *
 * @param publishedAt when it became a dead letter, or what it was before, whichever is known to be earlier
 * @param origin the topic of the flow that it was on; empty when nothing tells, or no service reads what is told
 */
record DeadLetter(
        String id,
        Instant publishedAt,
        Optional<String> origin,
        Optional<String> subscription,
        Optional<String> step,
        String reason,
        Optional<String> attempt,
        Optional<String> uuid,
        Message message) {

    private static final Set<String> OURS = Set.of("topic", "subscription", "step", "reason", "attempt");

    private static final String PUBSUBS = "CloudPubSubDeadLetterSource";

    static DeadLetter of(String id, Instant publishedAt, Message message, Collection<Subscription> flow) {
        var attributes = message.attributes();
        return isOurs(attributes)
                ? new DeadLetter(
                        id,
                        publishedAt,
                        origin(flow, known -> known.topic().equals(attributes.get("topic"))),
                        attribute(attributes, "subscription"),
                        attribute(attributes, "step"),
                        attributes.get("reason"),
                        attribute(attributes, "attempt"),
                        uuid(message),
                        message)
                : forwarded(id, publishedAt, message, flow);
    }

    private static DeadLetter forwarded(
            String id, Instant publishedAt, Message message, Collection<Subscription> flow) {
        var attributes = message.attributes();
        var subscription =
                attribute(attributes, PUBSUBS + "Subscription").map(name -> name.substring(name.lastIndexOf('/') + 1));
        return new DeadLetter(
                id,
                attribute(attributes, PUBSUBS + "TopicPublishTime")
                        .flatMap(DeadLetter::instant)
                        .filter(publishedAt::isAfter)
                        .orElse(publishedAt),
                origin(flow, known -> subscription.equals(Optional.of(known.name()))),
                subscription,
                Optional.empty(),
                subscription.isPresent() ? "given up by Pub/Sub" : "unknown",
                attribute(attributes, PUBSUBS + "DeliveryCount"),
                uuid(message),
                message);
    }

    /** The message as it was before it was put away. */
    Message original() {
        var attributes = new LinkedHashMap<>(message.attributes());
        attributes.keySet().removeIf(name -> name.startsWith(PUBSUBS));
        if (isOurs(message.attributes())) {
            attributes.keySet().removeAll(OURS);
        }
        return new Message(message.data(), attributes);
    }

    private static boolean isOurs(Map<String, String> attributes) {
        return attributes.keySet().containsAll(List.of("topic", "step", "reason"));
    }

    /** Only what services read, and so has dead letters. */
    private static Optional<String> origin(Collection<Subscription> flow, Predicate<Subscription> which) {
        return flow.stream()
                .filter(known -> known.deadLetterTopic().isPresent())
                .filter(which)
                .map(Subscription::topic)
                .findFirst();
    }

    private static Optional<String> uuid(Message message) {
        try {
            return Optional.of(Notice.of(message).uuid());
        } catch (Notice.UnreadableException e) {
            return attribute(message.attributes(), "uuid");
        }
    }

    private static Optional<String> attribute(Map<String, String> attributes, String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
