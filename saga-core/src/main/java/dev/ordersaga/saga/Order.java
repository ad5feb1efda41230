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

    /** The fact that an order is part of a trace: the W3C context of the request that brought it, as it stands there. */
    private static final String TRACEPARENT = "traceparent";

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

    /** The order as part of a trace. */
    public Order tracedBy(String traceparent) {
        return with(Map.of(TRACEPARENT, traceparent));
    }

    /** The trace that the order is part of; empty when there is none. */
    public Optional<String> traceparent() {
        return Optional.ofNullable(facts.get(TRACEPARENT)).map(Object::toString);
    }

    /** The facts that are about the order, and not about how it is watched. */
    Map<String, Object> business() {
        var business = new LinkedHashMap<>(facts);
        business.remove(TRACEPARENT);
        return business;
    }

    /** Whether a step has found this to be so. */
    public boolean is(String fact) {
        return Boolean.TRUE.equals(facts.get(fact));
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
