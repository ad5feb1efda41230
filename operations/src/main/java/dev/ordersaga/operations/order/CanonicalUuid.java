package dev.ordersaga.operations.order;

import dev.ordersaga.saga.Identifiers;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The uuid of an order as it was answered to whoever placed it. */
final class CanonicalUuid implements ITypeConverter<String> {

    @Override
    public String convert(String value) {
        if (!Identifiers.isUuid(value)) {
            throw new TypeConversionException("'%s' is no order's UUID: 36 characters, lower case".formatted(value));
        }
        return value;
    }
}
