package dev.ordersaga.port;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a topic carries. The bytes are kept as they came, so that what cannot be read can still be handed on. */
public record Message(byte[] data, Map<String, String> attributes) {

    public Message {
        attributes = Map.copyOf(attributes);
    }

    public static Message of(String text, Map<String, String> attributes) {
        return new Message(text.getBytes(StandardCharsets.UTF_8), attributes);
    }

    /** The data as text; bytes that are not UTF-8 become replacement characters. */
    public String text() {
        return new String(data, StandardCharsets.UTF_8);
    }
}
