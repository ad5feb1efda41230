package dev.ordersaga.saga;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.ordersaga.port.Message;
import java.util.LinkedHashMap;
import java.util.Map;

/** The event of a saga's status, as the topics carry it: rebuilt from the saga whenever it is to be published. */
public final class OrderEvent {

    /** The version of the form of messages, sent as the attribute {@code schema}. */
    public static final String SCHEMA = "1";

    private static final ObjectMapper JSON = new ObjectMapper();

    private OrderEvent() {}

    public static Message of(Saga saga) {
        var order = saga.order();
        var data = JsonNodeFactory.instance.objectNode();
        data.put("item", order.item());
        data.put("quantity", order.quantity());
        data.put("user", order.user());
        order.paymentError().ifPresent(raw -> data.putRawValue("payment-error", new RawValue(raw)));
        data.put("uuid", order.uuid());
        order.business().forEach(data::putPOJO);
        data.put("status", saga.status());
        data.put("detail", saga.detail());
        saga.reason().ifPresent(reason -> data.put("reason", reason));
        return Message.of(text(data), attributes(saga));
    }

    private static Map<String, String> attributes(Saga saga) {
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("uuid", saga.order().uuid());
        attributes.put("type", saga.status());
        attributes.put("schema", SCHEMA);
        attributes.put("seq", Long.toString(saga.version()));
        saga.order().traceparent().ifPresent(context -> attributes.put("traceparent", context));
        return attributes;
    }

    private static String text(Object json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an order that cannot be written as JSON", e);
        }
    }
}
