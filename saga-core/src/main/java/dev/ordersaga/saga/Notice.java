package dev.ordersaga.saga;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersaga.port.Message;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A message as it is understood: it names a saga, and all else is hearsay. Its form is checked like that of an order
 * that is posted; what it says of the order is neither checked nor used, so that nothing in it can hold up a saga that
 * knows better.
 *
 * @param user a guess whose order it is, to read ahead by; the saga knows
 * @param item a guess what was ordered, likewise
 * @param reason on the error topic, the machine word an outside report gives
 * @param detail on the error topic, the sentence an outside report gives, at most {@link #DETAIL_LENGTH_MAX} characters
 */
public record Notice(
        String uuid, Optional<String> user, Optional<String> item, Optional<String> reason, Optional<String> detail) {

    /** Longer sentences from outside are cut. */
    public static final int DETAIL_LENGTH_MAX = 500;

    private static final Pattern REASON = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");

    /** A message that cannot be understood, with what is wrong with it in words. */
    public static final class UnreadableException extends Exception {

        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message);
        }
    }

    public static Notice of(Message message) throws UnreadableException {
        var json = parse(message);
        var uuid = text(json, "uuid").orElseThrow(() -> new UnreadableException("the message has no uuid"));
        if (!Identifiers.isUuid(uuid)) {
            throw new UnreadableException("the message's uuid is not a canonical UUID");
        }
        return new Notice(
                uuid,
                text(json, "user").filter(Identifiers::isName),
                text(json, "item").filter(Identifiers::isName),
                text(json, "reason").filter(word -> REASON.matcher(word).matches()),
                text(json, "detail").map(Notice::cut));
    }

    /** The order as far as the message tells it: good for reading ahead, never for deciding. */
    public Optional<Order> guess() {
        return user.flatMap(u -> item.map(i -> new Order(uuid, u, i, 0, Optional.empty(), Map.of())));
    }

    private static JsonNode parse(Message message) throws UnreadableException {
        try {
            var json = StrictJson.read(message.data());
            if (!json.isObject()) {
                throw new UnreadableException("the message is not a JSON object");
            }
            return json;
        } catch (IOException e) {
            throw new UnreadableException("the message is not JSON");
        }
    }

    private static Optional<String> text(JsonNode json, String field) {
        return Optional.ofNullable(json.get(field)).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }

    private static String cut(String detail) {
        if (detail.length() <= DETAIL_LENGTH_MAX) {
            return detail;
        }
        boolean splitsPair = Character.isHighSurrogate(detail.charAt(DETAIL_LENGTH_MAX - 1));
        return detail.substring(0, splitsPair ? DETAIL_LENGTH_MAX - 1 : DETAIL_LENGTH_MAX);
    }
}
