package dev.ordersaga.operations;

import dev.ordersaga.engine.EngineConfig;
import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Names;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.Topics;
import dev.ordersaga.port.Topics.Delivery;
import dev.ordersaga.port.Topics.Subscription;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Looks at the dead letters, and puts them back to where they came from. */
@ApplicationScoped
class DeadLetters {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<Subscription> flow;
    private final String subscription;
    private final Documents documents;
    private final Topics topics;
    private final Duration tombstoneLifetime;
    private final OperationsConfig limits;

    DeadLetters(Names names, Documents documents, Topics topics, EngineConfig engine, OperationsConfig limits) {
        this.flow = names.subscriptions(Flow.ORDERS);
        this.subscription = names.subscription(Flow.DEAD_LETTER_TOPIC + "-sub");
        this.documents = documents;
        this.topics = topics;
        this.tombstoneLifetime = engine.tombstoneLifetime();
        this.limits = limits;
    }

    /** Takes none of them away. */
    void list(PrintWriter out) {
        try (var box = Letterbox.open(topics, subscription, limits)) {
            var letters = box.letters();
            letters.stream().map(this::deadLetter).map(Headlines::entry).forEach(out::println);
            out.println(Headlines.count(letters.size(), "dead letter") + more(box));
        }
    }

    /**
     * Puts back all, or those of one order. A letter is acknowledged only once it is published, so the worst that can
     * happen is that it is published twice.
     */
    void replay(Optional<String> uuid, PrintWriter out) {
        var now = documents.read(List.of()).await().atMost(PATIENCE).readAt();
        try (var box = Letterbox.open(topics, subscription, limits)) {
            var chosen = box.letters().stream()
                    .filter(delivery ->
                            uuid.isEmpty() || uuid.equals(deadLetter(delivery).uuid()))
                    .toList();
            var replayed = chosen.stream()
                    .filter(delivery -> replay(delivery, now, out))
                    .count();
            out.printf(
                    "%s put back, %d left where they are%s%n",
                    Headlines.count(replayed, "dead letter"), chosen.size() - replayed, more(box));
        }
    }

    private boolean replay(Delivery delivery, Instant now, PrintWriter out) {
        var letter = deadLetter(delivery);
        var refusal = Refusal.of(letter, now, tombstoneLifetime);
        if (refusal.isPresent()) {
            out.printf("%s  left: %s%n", Headlines.name(letter), refusal.get());
            return false;
        }
        var origin = letter.origin().orElseThrow();
        topics.publish(origin, letter.original()).await().atMost(PATIENCE);
        delivery.ack();
        out.printf("%s  back on %s%n", Headlines.name(letter), origin);
        return true;
    }

    private DeadLetter deadLetter(Delivery delivery) {
        return DeadLetter.of(delivery.id(), delivery.publishedAt(), delivery.message(), flow);
    }

    private String more(Letterbox box) {
        return box.isFull() ? "; there may be more than the %d that were looked at".formatted(limits.lettersMax()) : "";
    }
}
