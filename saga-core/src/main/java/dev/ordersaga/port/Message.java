package dev.ordersaga.port;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a topic carries. The bytes are kept as they came, so that what cannot be read can still be handed on. */
public record Message(byte[] data, Map<String, String> attributes) {

    /** Bytes of data at the most; Pub/Sub takes 10,000,000 in one request, the attributes included. */
    public static final int DATA_BYTES_MAX = 9_000_000;

    /** Attributes at the most. */
    public static final int ATTRIBUTES_MAX = 100;

    /** Bytes of an attribute's name at the most. */
    public static final int ATTRIBUTE_NAME_BYTES_MAX = 256;

    /** Bytes of an attribute's value at the most. */
    public static final int ATTRIBUTE_BYTES_MAX = 1_024;

    /** What the names of the broker's own attributes begin with; no message may bring one. */
    public static final String RESERVED_PREFIX = "goog";

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

    /** Bytes of data and attributes together, which is what Pub/Sub bills, an id and a time aside. */
    public int size() {
        return data.length
                + attributes.entrySet().stream()
                        .mapToInt(each -> bytes(each.getKey()) + bytes(each.getValue()))
                        .sum();
    }

    /** This message, if the broker can take it; the emulator would take any. */
    public Message requirePublishable() {
        require(data.length <= DATA_BYTES_MAX, "data of " + data.length + " bytes");
        require(data.length > 0 || !attributes.isEmpty(), "neither data nor attributes");
        require(attributes.size() <= ATTRIBUTES_MAX, attributes.size() + " attributes");
        attributes.forEach((name, value) -> {
            require(!name.startsWith(RESERVED_PREFIX), "attribute named " + name + ", a prefix of Google's own");
            require(!name.isEmpty() && bytes(name) <= ATTRIBUTE_NAME_BYTES_MAX, "attribute named " + name);
            require(bytes(value) <= ATTRIBUTE_BYTES_MAX, "attribute " + name + " of " + bytes(value) + " bytes");
        });
        return this;
    }

    private static void require(boolean fits, String what) {
        if (!fits) {
            throw new IllegalArgumentException("no topic takes a message with " + what);
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
