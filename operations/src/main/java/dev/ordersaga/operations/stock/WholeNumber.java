package dev.ordersaga.operations.stock;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A whole number within limits, written as one. */
abstract class WholeNumber implements ITypeConverter<Long> {

    private final long least;
    private final long most;

    private WholeNumber(long least, long most) {
        this.least = least;
        this.most = most;
    }

    /** So many units put in, or taken out with a minus. */
    static final class Units extends WholeNumber {

        Units() {
            super(-Shelf.UNITS_MAX, Shelf.UNITS_MAX);
        }

        @Override
        public Long convert(String value) {
            var units = super.convert(value);
            if (units == 0) {
                throw new TypeConversionException("0 changes nothing");
            }
            return units;
        }
    }

    /** What a unit costs. */
    static final class Price extends WholeNumber {

        Price() {
            super(0, Shelf.PRICE_MAX);
        }
    }

    @Override
    public Long convert(String value) {
        try {
            var number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // It is told below.
        }
        throw new TypeConversionException("'%s' is not a whole number from %d to %d".formatted(value, least, most));
    }
}
