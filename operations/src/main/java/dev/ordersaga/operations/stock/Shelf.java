package dev.ordersaga.operations.stock;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is decided about an item's stock, from its document as it was read. What was put in less what was taken out is
 * {@code stocked}, so it moves with {@code quantity}, and what is reserved stays the difference of the two.
 */
final class Shelf {

    /** Units at the most: whole numbers of this size are exact in every JSON. */
    static final long UNITS_MAX = 1_000_000_000_000_000L;

    /** A unit's price at the most: a million of them, the most that is ordered at once, comes to as much as that. */
    static final long PRICE_MAX = 1_000_000_000L;

    private Shelf() {}

    /** What comes of it. */
    sealed interface Plan {

        /** These fields are to be set. */
        record Change(Map<String, Object> fields, String words) implements Plan {}

        /** It is so already. */
        record Keep(String words) implements Plan {}

        /** It cannot be. */
        record Refuse(String words) implements Plan {}
    }

    /**
     * Puts units in, or takes them out, perhaps at a new price.
     *
     * @param seen the item's document; empty when there is none
     * @param units less than 0 to take out
     */
    static Plan restock(String item, Optional<Map<String, Object>> seen, long units, Optional<Long> price) {
        if (seen.isEmpty()) {
            return begin(item, units, price);
        }
        var quantity = number(seen.get(), "quantity");
        var stocked = number(seen.get(), "stocked");
        if (quantity.isEmpty() || stocked.isEmpty()) {
            return new Plan.Refuse("quantity %s and stocked %s of %s are not both whole numbers"
                    .formatted(seen.get().get("quantity"), seen.get().get("stocked"), item));
        }
        if (quantity.get() + units < 0) {
            return new Plan.Refuse(
                    "only %d of %s are left, so %d cannot be taken out".formatted(quantity.get(), item, -units));
        }
        if (stocked.get() + units > UNITS_MAX) {
            return new Plan.Refuse("of %s there would be more than %d".formatted(item, UNITS_MAX));
        }
        return put(item, quantity.get() + units, stocked.get() + units, price);
    }

    private static Plan begin(String item, long units, Optional<Long> price) {
        if (units < 0) {
            return new Plan.Refuse("there is no item " + item);
        }
        return price.isEmpty()
                ? new Plan.Refuse("%s is a new item: it needs a price".formatted(item))
                : put(item, units, units, price);
    }

    private static Plan put(String item, long quantity, long stocked, Optional<Long> price) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("quantity", quantity);
        fields.put("stocked", stocked);
        price.ifPresent(each -> fields.put("price_per_unit", each));
        return new Plan.Change(
                fields,
                "of %s there are %d now, and %d with what is reserved%s"
                        .formatted(
                                item,
                                quantity,
                                stocked,
                                price.map(", at %d each"::formatted).orElse("")));
    }

    /** Sets what a unit costs from now on; orders that are reserved keep their price. */
    static Plan price(String item, Optional<Map<String, Object>> seen, long price) {
        if (seen.isEmpty()) {
            return new Plan.Refuse("there is no item " + item);
        }
        var before = seen.get().get("price_per_unit");
        return Long.valueOf(price).equals(before)
                ? new Plan.Keep("%s costs %d already".formatted(item, price))
                : new Plan.Change(
                        Map.of("price_per_unit", price), "%s costs %d now, after %s".formatted(item, price, before));
    }

    private static Optional<Long> number(Map<String, Object> fields, String name) {
        return fields.get(name) instanceof Long number ? Optional.of(number) : Optional.empty();
    }
}
