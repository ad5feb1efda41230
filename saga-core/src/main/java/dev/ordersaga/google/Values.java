package dev.ordersaga.google;

import com.google.firestore.v1.ArrayValue;
import com.google.firestore.v1.MapValue;
import com.google.firestore.v1.Value;
import com.google.protobuf.NullValue;
import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Field values, as Firestore writes them and as we do. */
final class Values {

    private Values() {}

    static Map<String, Value> toProto(Map<String, Object> fields) {
        var values = new LinkedHashMap<String, Value>();
        fields.forEach((name, value) -> values.put(name, toProto(value)));
        return values;
    }

    static Value toProto(Object value) {
        var proto = Value.newBuilder();
        if (value == null) {
            proto.setNullValue(NullValue.NULL_VALUE);
        } else if (value instanceof String text) {
            proto.setStringValue(text);
        } else if (value instanceof Boolean truth) {
            proto.setBooleanValue(truth);
        } else if (value instanceof Long || value instanceof Integer) {
            proto.setIntegerValue(((Number) value).longValue());
        } else if (value instanceof Double number) {
            proto.setDoubleValue(number);
        } else if (value instanceof Instant instant) {
            proto.setTimestampValue(toProto(instant));
        } else if (value instanceof List<?> list) {
            proto.setArrayValue(ArrayValue.newBuilder()
                    .addAllValues(list.stream().map(Values::toProto).toList()));
        } else if (value instanceof Map<?, ?> map) {
            var fields = MapValue.newBuilder();
            map.forEach((name, member) -> fields.putFields((String) name, toProto(member)));
            proto.setMapValue(fields);
        } else {
            throw new IllegalArgumentException("not a field value: " + value.getClass());
        }
        return proto.build();
    }

    static Timestamp toProto(Instant instant) {
        var exact = instant.truncatedTo(ChronoUnit.MICROS);
        return Timestamp.newBuilder()
                .setSeconds(exact.getEpochSecond())
                .setNanos(exact.getNano())
                .build();
    }

    static Map<String, Object> fromProto(Map<String, Value> values) {
        var fields = new LinkedHashMap<String, Object>();
        values.forEach((name, value) -> fields.put(name, fromProto(value)));
        return fields;
    }

    static Instant fromProto(Timestamp timestamp) {
        return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
    }

    /** Kinds that only others write become text, so that their documents can be read. */
    private static Object fromProto(Value value) {
        return switch (value.getValueTypeCase()) {
            case STRING_VALUE -> value.getStringValue();
            case BOOLEAN_VALUE -> value.getBooleanValue();
            case INTEGER_VALUE -> value.getIntegerValue();
            case DOUBLE_VALUE -> value.getDoubleValue();
            case TIMESTAMP_VALUE -> fromProto(value.getTimestampValue());
            case ARRAY_VALUE ->
                value.getArrayValue().getValuesList().stream()
                        .map(Values::fromProto)
                        .collect(Collectors.toCollection(ArrayList::new));
            case MAP_VALUE -> fromProto(value.getMapValue().getFieldsMap());
            case REFERENCE_VALUE -> value.getReferenceValue();
            case BYTES_VALUE ->
                Base64.getEncoder().encodeToString(value.getBytesValue().toByteArray());
            case NULL_VALUE, VALUETYPE_NOT_SET -> null;
            default -> value.toString();
        };
    }
}
