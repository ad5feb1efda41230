package dev.ordersaga.operations.order;

import dev.ordersaga.operations.Printable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Why an operator does something to an order: it stands in the order's history for ever, for its customer too. */
record Reason(String text) {

    /** So that a sentence around it is not longer than what a report may bring. */
    static final int LENGTH_MAX = 400;

    /** The reason as the end of a sentence that begins like this. */
    String after(String beginning) {
        return beginning + ": " + text + (text.matches(".*[.!?]") ? "" : ".");
    }

    /** As it is typed: one line that is not empty. */
    static final class Typed implements ITypeConverter<Reason> {

        @Override
        public Reason convert(String value) {
            var text = Printable.of(value);
            if (text.isEmpty()) {
                throw new TypeConversionException("say why, it goes into the order's history");
            }
            if (text.length() > LENGTH_MAX) {
                throw new TypeConversionException("%d characters, and %d at most".formatted(text.length(), LENGTH_MAX));
            }
            return new Reason(text);
        }
    }
}
