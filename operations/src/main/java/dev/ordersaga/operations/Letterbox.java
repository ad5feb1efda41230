package dev.ordersaga.operations;

import dev.ordersaga.port.Topics;
import dev.ordersaga.port.Topics.Delivery;
import dev.ordersaga.port.Topics.Receiver;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What waits in a subscription, in hand until this is closed: nobody else gets it meanwhile, and all that was not
 * acknowledged goes back then. What arrives later than the rest is not in it.
 */
final class Letterbox implements AutoCloseable {

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

    private final OperationsConfig limits;
    private final BlockingQueue<Delivery> arrived = new LinkedBlockingQueue<>();
    /** By id: of two deliveries of a message, the later one is the one that can be acknowledged. */
    private final Map<String, Delivery> letters = new LinkedHashMap<>();

    private final Receiver receiver;

    private Letterbox(Topics topics, String subscription, OperationsConfig limits) {
        this.limits = limits;
        this.receiver = topics.receive(subscription, arrived::add);
    }

    /** Takes what waits, up to the limit; fails when the subscription cannot be received from. */
    static Letterbox open(Topics topics, String subscription, OperationsConfig limits) {
        var box = new Letterbox(topics, subscription, limits);
        box.gather();
        if (box.letters.isEmpty() && !box.receiver.running()) {
            box.close();
            throw new IllegalStateException("nothing can be received from %s: is it there?".formatted(subscription));
        }
        return box;
    }

    /** The oldest first. */
    List<Delivery> letters() {
        return letters.values().stream()
                .sorted(Comparator.comparing(Delivery::publishedAt))
                .toList();
    }

    /** Whether there may be more than what is in hand. */
    boolean isFull() {
        return letters.size() >= limits.lettersMax();
    }

    @Override
    public void close() {
        receiver.stop(Duration.ZERO).await().atMost(CLOSE_PATIENCE);
    }

    private void gather() {
        var next = next(limits.patience());
        while (next.isPresent()) {
            letters.put(next.get().id(), next.get());
            next = isFull() ? Optional.empty() : next(limits.quiet());
        }
    }

    private Optional<Delivery> next(Duration patience) {
        try {
            return Optional.ofNullable(arrived.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
