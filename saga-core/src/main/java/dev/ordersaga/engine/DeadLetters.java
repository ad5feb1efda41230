package dev.ordersaga.engine;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Names;
import dev.ordersaga.port.Message;
import dev.ordersaga.port.Topics;
import io.smallrye.mutiny.Uni;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** Puts away, as it came and with the reason, what can never be worked on. */
final class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private static final int ATTRIBUTES_OF_OURS = 5;

    /** Characters; an attribute has at most 1,024 bytes, and a character at most 3. */
    private static final int REASON_LENGTH_MAX = 300;

    private final Names names;
    private final Topics topics;
    private final Signals signals;

    DeadLetters(Names names, Topics topics, Signals signals) {
        this.names = names;
        this.topics = topics;
        this.signals = signals;
    }

    /**
     * Publishes a message to the dead letter topic.
     *
     * @param origin where it came from
     * @param attempt which delivery of it this was, as far as this process knows
     */
    Uni<Void> publish(Message message, Origin origin, String reason, int attempt) {
        var attributes = own(message);
        attributes.put("topic", origin.topic());
        attributes.put("subscription", origin.subscription());
        attributes.put("step", origin.step());
        attributes.put("reason", cut(reason));
        attributes.put("attempt", Integer.toString(attempt));
        var uuid = message.attributes().getOrDefault("uuid", "unknown");
        LOG.warnf("dead letter from %s at %s, order %s: %s", origin.topic(), origin.step(), uuid, reason);
        return topics.publish(names.topic(Flow.DEAD_LETTER_TOPIC), new Message(message.data(), attributes))
                .invoke(() -> signals.deadLetter(origin.topic()));
    }

    /** The message's own attributes, as far as a topic takes them beside ours. */
    private static Map<String, String> own(Message message) {
        var attributes = new LinkedHashMap<>(message.attributes());
        attributes.keySet().removeIf(name -> name.startsWith(Message.RESERVED_PREFIX));
        if (attributes.size() + ATTRIBUTES_OF_OURS > Message.ATTRIBUTES_MAX) {
            attributes.clear();
        }
        return attributes;
    }

    private static String cut(String reason) {
        return reason.length() <= REASON_LENGTH_MAX ? reason : reason.substring(0, REASON_LENGTH_MAX);
    }

    /** Where a message was taken from, and by whom. */
    record Origin(String topic, String subscription, String step) {}
}
