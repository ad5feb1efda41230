package dev.ordersaga.operations.order;

import dev.ordersaga.operations.audit.Violation;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Documents.Reading;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.saga.Saga.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All that is known of one order, line by line.
 *
 * @param reading the saga and the records, all as of one time
 * @param records where the order's records are or would be
 * @param violations what does not hold of what is promised
 * @param next what happens next, in sentences
 */
record Explanation(
        Saga saga, Reading reading, List<DocumentPath> records, List<Violation> violations, List<String> next) {

    List<String> lines() {
        var order = saga.order();
        var lines = new ArrayList<String>();
        lines.add("order %s: %d of %s for %s".formatted(order.uuid(), order.quantity(), order.item(), order.user()));
        lines.add("as of " + Moments.exactly(reading.readAt()) + " UTC");
        lines.add("history");
        saga.history().forEach(entry -> lines.add("  " + line(entry)));
        lines.add("documents");
        records.forEach(path -> lines.add("  " + path + "  " + content(path)));
        if (!violations.isEmpty()) {
            lines.add("violations");
            violations.forEach(violation -> lines.add("  %s  %s".formatted(violation.kind(), violation.words())));
        }
        lines.add("settled");
        lines.add(saga.isSettled() ? "  yes" : "  no");
        lines.add("next");
        next.forEach(sentence -> lines.add("  " + sentence));
        return lines;
    }

    private static String line(Entry entry) {
        return "%s  %-17s  %-17s  %s"
                .formatted(
                        Moments.exactly(entry.at()),
                        entry.status(),
                        entry.by(),
                        entry.reason().map(reason -> reason + ": ").orElse("") + entry.detail());
    }

    private String content(DocumentPath path) {
        return reading.document(path).map(document -> fields(document.fields())).orElse("is not there");
    }

    private static String fields(Map<String, Object> fields) {
        return new TreeMap<>(fields)
                .entrySet().stream()
                        .map(field -> field.getKey() + " "
                                + Optional.ofNullable(field.getValue()).orElse("null"))
                        .collect(Collectors.joining(", "));
    }
}
