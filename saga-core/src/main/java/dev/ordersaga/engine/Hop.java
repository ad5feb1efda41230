package dev.ordersaga.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One work about an order that is part of a recorded trace, told once it is over.
 *
 * @param task what was done, in a word
 * @param source the message that brought it; empty when none did
 * @param traceparent the trace, as the saga keeps it
 * @param status what the order stands at afterwards
 * @param outcome what was decided, in a word
 * @param trouble what went wrong, in words; empty when all went well
 * @param decided when what was decided was durable
 * @param works how many were committed together
 * @param others the traces of some of the other orders in that commit
 */
public record Hop(
        String task,
        Optional<Source> source,
        String step,
        String uuid,
        String traceparent,
        String status,
        String outcome,
        Optional<String> trouble,
        Instant from,
        Instant decided,
        Instant to,
        int works,
        List<String> others) {

    /** Where a message was taken from. */
    public record Source(String topic, String subscription, String id) {}

    public Hop {
        others = List.copyOf(others);
    }
}
