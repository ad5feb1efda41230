package dev.ordersaga.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Why a dead letter cannot go back to where it came from. */
final class Refusal {

    private Refusal() {}

    /**
     * @param tombstoneLifetime how long an undone order is kept: beyond it, nothing would tell that the letter comes late
     */
    static Optional<String> of(DeadLetter letter, Instant now, Duration tombstoneLifetime) {
        if (letter.origin().isEmpty()) {
            return Optional.of("nothing tells which topic of the flow it was on");
        }
        if (letter.publishedAt().isBefore(now.minus(tombstoneLifetime))) {
            return Optional.of(
                    "older than %d days, for which undone orders are kept".formatted(tombstoneLifetime.toDays()));
        }
        try {
            letter.original().requirePublishable();
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }
}
