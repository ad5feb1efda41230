package dev.ordersaga.saga;

import java.util.Map;

/**
 * A step's answer to an order.
 *
 * @param <R> the record that the step keeps of an order it accepts
 */
public sealed interface Outcome<R> {

    /**
     * Yes.
     *
     * @param found what later steps and the customer should know, by its name in documents and messages
     * @param detail one sentence for people
     */
    record Advance<R>(R accepted, Map<String, Object> found, String detail) implements Outcome<R> {}

    /**
     * No, for good: it is recorded, and no repetition turns it into a yes.
     *
     * @param reason a machine word, such as {@code UNKNOWN_ITEM}
     * @param detail one sentence for people
     */
    record Refuse<R>(String reason, String detail) implements Outcome<R> {}

    static <R> Outcome<R> advance(R accepted, Map<String, Object> found, String detail) {
        return new Advance<>(accepted, found, detail);
    }

    static <R> Outcome<R> refuse(String reason, String detail) {
        return new Refuse<>(reason, detail);
    }
}
