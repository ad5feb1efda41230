package dev.ordersaga.datainit;

import dev.ordersaga.flow.Names;
import dev.ordersaga.port.DocumentPath;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a new shop starts with. The two old orders carry a note: they never had a reservation or a payment. */
final class Seed {

    private Seed() {}

    static Map<DocumentPath, Map<String, Object>> documents(Names names, Instant now) {
        var documents = new LinkedHashMap<DocumentPath, Map<String, Object>>();
        documents.put(names.user("jack"), Map.of("address", "123 fake street"));
        documents.put(names.user("jill"), Map.of("address", "456 other street"));
        documents.put(names.user("joan"), Map.of("address", "789 third street", "credit_limit", 1_000L));
        documents.put(names.order("jack", "00000000-3321-4927-bac1-2750a1d16017"), oldOrder("widget", 50, now));
        documents.put(names.order("jill", "00000000-4f1c-401d-bc8a-701d3c1e9603"), oldOrder("wotsit", 60, now));
        documents.put(names.stock("widget"), stock(10_000, 10));
        documents.put(names.stock("wotsit"), stock(20_000, 15));
        return documents;
    }

    private static Map<String, Object> oldOrder(String item, long quantity, Instant now) {
        return Map.of("item", item, "quantity", quantity, "created", now, "note", "dummy order");
    }

    private static Map<String, Object> stock(long quantity, long pricePerUnit) {
        return Map.of("quantity", quantity, "price_per_unit", pricePerUnit, "stocked", quantity);
    }
}
