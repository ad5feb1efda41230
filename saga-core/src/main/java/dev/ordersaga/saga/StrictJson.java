package dev.ordersaga.saga;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** JSON from outside, posted or consumed, by the same rules: one value, no field twice, no digit lost. */
public final class StrictJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private StrictJson() {}

    /**
     * Reads; a missing node when there is nothing.
     *
     * @throws StreamConstraintsException when it is nested too deeply, or a name or a number in it is too long
     */
    public static JsonNode read(byte[] data) throws IOException {
        try {
            return JSON.readTree(data);
        } catch (NumberFormatException e) {
            throw new StreamConstraintsException("a number beyond all limits");
        }
    }
}
