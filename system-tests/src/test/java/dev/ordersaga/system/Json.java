package dev.ordersaga.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** JSON as a tree: what is asked for thousands of times is not asked with paths, each of which is compiled. */
final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + text, e);
        }
    }

    static Map<String, Object> fields(String text) {
        return MAPPER.convertValue(read(text), new TypeReference<>() {});
    }

    /** The text of a field; none where there is no such field. */
    static String text(JsonNode object, String field) {
        return object.path(field).asText(null);
    }

    static String text(String object, String field) {
        return text(read(object), field);
    }
}
