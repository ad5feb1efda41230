package dev.ordersaga.inventory;

import java.util.Map;

/** What there is of one item, and what a unit of it costs. */
record Stock(long quantity, long pricePerUnit) {

    static Stock of(Map<String, Object> fields) {
        return new Stock(number(fields, "quantity"), number(fields, "price_per_unit"));
    }

    private static long number(Map<String, Object> fields, String name) {
        if (fields.get(name) instanceof Long number) {
            return number;
        }
        throw new IllegalStateException("the item's %s is not a whole number: %s".formatted(name, fields.get(name)));
    }
}
