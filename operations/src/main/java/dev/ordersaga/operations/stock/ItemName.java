package dev.ordersaga.operations.stock;

import dev.ordersaga.saga.Identifiers;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An item, by a name that an order can have. */
final class ItemName implements ITypeConverter<String> {

    @Override
    public String convert(String value) {
        if (!Identifiers.isName(value)) {
            throw new TypeConversionException("'%s' is no item's name: %s".formatted(value, Identifiers.NAME_RULE));
        }
        return value;
    }
}
