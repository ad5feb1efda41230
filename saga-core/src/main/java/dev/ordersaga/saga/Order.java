package dev.ordersaga.saga;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was ordered, and what the steps have found out about it.
 *
 * @param paymentError the raw JSON of {@code payment-error}, when the customer sent one: a switch to rehearse failure
 * @param facts what steps added, by the name it has in documents and messages, {@code price_per_unit} for one
 */
public record Order(
        String uuid,
        String user,
        String item,
        long quantity,
        Optional<String> paymentError,
        Map<String, Object> facts) {

    public Order {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    public Order(String uuid, String user, String item, long quantity) {
        this(uuid, user, item, quantity, Optional.empty(), Map.of());
    }

    /** A whole number that an earlier step added. */
    public long number(String fact) {
        if (facts.get(fact) instanceof Long number) {
            return number;
        }
        throw new IllegalStateException("order " + uuid + " has no number " + fact);
    }

    /** Whether the same was ordered, whatever steps have found out since. */
    public boolean asksFor(Order other) {
        return user.equals(other.user)
                && item.equals(other.item)
                && quantity == other.quantity
                && paymentError.equals(other.paymentError);
    }

    Order with(Map<String, Object> found) {
        var all = new LinkedHashMap<>(facts);
        all.putAll(found);
        return new Order(uuid, user, item, quantity, paymentError, all);
    }
}
