package dev.ordersaga.operations.audit;

import static dev.ordersaga.operations.audit.Violation.Kind.BALANCE;
import static dev.ordersaga.operations.audit.Violation.Kind.STOCK;

import dev.ordersaga.port.Document;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** What is reserved of each item and what each customer is charged, against what stock and accounts say. */
final class Totals {

    private final Consumer<Violation> violations;
    private final Map<String, Map<String, Object>> stocks = new HashMap<>();
    private final Map<String, Object> balances = new HashMap<>();
    private final Map<String, Long> reserved = new HashMap<>();
    private final Map<String, Long> charged = new HashMap<>();

    Totals(Consumer<Violation> violations) {
        this.violations = violations;
    }

    void stock(Document document) {
        stocks.put(document.path().id(), document.fields());
    }

    void account(Document document) {
        balances.put(
                document.path().id(),
                Objects.requireNonNullElse(document.fields().get("open_balance"), "nothing"));
    }

    void reservation(Document document) {
        var item = document.path().parent().orElseThrow().id();
        reserved.merge(item, number(document, "quantity"), Long::sum);
    }

    /** One that was paid at once is not owed, and one that is settled no longer. */
    void payment(Document document) {
        if (Boolean.TRUE.equals(document.fields().get("on_account"))
                && !Boolean.TRUE.equals(document.fields().get("settled"))
                && document.fields().get("user") instanceof String user) {
            charged.merge(user, number(document, "total_invoice"), Long::sum);
        }
    }

    /** All has come. */
    void end() {
        stocks.forEach(this::compareStock);
        reserved.keySet().stream()
                .filter(item -> !stocks.containsKey(item))
                .forEach(item -> report(
                        STOCK, item, "%d are reserved, and there is no such item".formatted(reserved.get(item))));
        balances.forEach(this::compareBalance);
        charged.keySet().stream()
                .filter(user -> !balances.containsKey(user))
                .forEach(user -> report(
                        BALANCE, user, "%d are owed, and there is no such account".formatted(charged.get(user))));
    }

    private void compareStock(String item, Map<String, Object> stock) {
        var taken = reserved.getOrDefault(item, 0L);
        if (!(stock.get("quantity") instanceof Long quantity) || !(stock.get("stocked") instanceof Long stocked)) {
            report(
                    STOCK,
                    item,
                    "quantity %s and stocked %s are not both whole numbers"
                            .formatted(stock.get("quantity"), stock.get("stocked")));
        } else {
            if (quantity < 0) {
                report(STOCK, item, "quantity %d is less than nothing".formatted(quantity));
            }
            if (stocked != quantity + taken) {
                report(
                        STOCK,
                        item,
                        "stocked %d is not quantity %d and %d reserved".formatted(stocked, quantity, taken));
            }
        }
    }

    private void compareBalance(String user, Object balance) {
        var owed = charged.getOrDefault(user, 0L);
        if (!balance.equals(owed)) {
            report(BALANCE, user, "open_balance %s, and the payments come to %d".formatted(balance, owed));
        }
    }

    /** What is no number is told by the record's own comparison, and adds nothing. */
    private static long number(Document document, String field) {
        return document.fields().get(field) instanceof Long number ? number : 0;
    }

    private void report(Violation.Kind kind, String subject, String words) {
        violations.accept(new Violation(kind, subject, words));
    }
}
