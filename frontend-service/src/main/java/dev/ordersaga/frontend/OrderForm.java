package dev.ordersaga.frontend;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersaga.saga.Identifiers;
import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.StrictJson;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An order as a customer sends it, checked to the letter: nothing is rounded, guessed or passed over. */
final class OrderForm {

    static final long QUANTITY_MAX = 1_000_000;
    static final int PAYMENT_ERROR_BYTES_MAX = 1_024;

    private static final Set<String> FIELDS = Set.of("item", "quantity", "user", "payment-error");

    private OrderForm() {}

    static Order read(String uuid, byte[] body) {
        var json = parse(body);
        json.fieldNames().forEachRemaining(OrderForm::requireKnown);
        return new Order(uuid, name(json, "user"), name(json, "item"), quantity(json), paymentError(json), Map.of());
    }

    private static JsonNode parse(byte[] body) {
        try {
            var json = StrictJson.read(body);
            if (!json.isObject()) {
                throw ProblemException.badRequest("the body must be a JSON object");
            }
            return json;
        } catch (StreamConstraintsException e) {
            throw ProblemException.badRequest("the body is nested too deeply, or a name or a number in it is too long");
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            var problem = ProblemException.badRequest("the body is not valid JSON at line %d, column %d%s"
                    .formatted(at.getLineNr(), at.getColumnNr(), words(e)));
            throw repeatedField(e).map(field -> problem.with("field", field)).orElse(problem);
        } catch (IOException e) {
            throw ProblemException.badRequest("the body is not valid JSON: it is not even text");
        }
    }

    /** The parser's words, unless they are about its own code. */
    private static String words(JsonProcessingException e) {
        var words = e.getOriginalMessage();
        return words.contains("`") ? "" : ": " + words;
    }

    private static Optional<String> repeatedField(JsonProcessingException e) {
        return e.getOriginalMessage().startsWith("Duplicate field") && e.getProcessor() instanceof JsonParser parser
                ? Optional.ofNullable(parser.getParsingContext().getCurrentName())
                : Optional.empty();
    }

    private static void requireKnown(String field) {
        if (!FIELDS.contains(field)) {
            throw ProblemException.badRequest("there is no field " + field).with("field", field);
        }
    }

    private static String name(JsonNode json, String field) {
        return Optional.ofNullable(json.get(field))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(Identifiers::isName)
                .orElseThrow(() -> ProblemException.badField(field, Identifiers.NAME_RULE));
    }

    private static long quantity(JsonNode json) {
        return Optional.ofNullable(json.get("quantity"))
                .filter(JsonNode::isIntegralNumber)
                .filter(JsonNode::canConvertToLong)
                .map(JsonNode::longValue)
                .filter(quantity -> quantity >= 1 && quantity <= QUANTITY_MAX)
                .orElseThrow(() -> ProblemException.badField("quantity", "a whole number from 1 to " + QUANTITY_MAX));
    }

    private static Optional<String> paymentError(JsonNode json) {
        var raw = Optional.ofNullable(json.get("payment-error")).map(JsonNode::toString);
        if (raw.filter(text -> text.getBytes(UTF_8).length > PAYMENT_ERROR_BYTES_MAX)
                .isPresent()) {
            throw ProblemException.badField("payment-error", "JSON of at most " + PAYMENT_ERROR_BYTES_MAX + " bytes");
        }
        return raw;
    }
}
