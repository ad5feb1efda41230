package dev.ordersaga.benchmarks;

import dev.ordersaga.benchmarks.Sent.Ticket;
import dev.ordersaga.port.Topics;
import dev.ordersaga.port.Topics.Delivery;
import dev.ordersaga.port.Topics.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Hears, with a subscription of its own, which orders are complete, and when that was heard first. */
final class Arrivals {

    private final Map<String, Long> heard = new ConcurrentHashMap<>();
    private final LongAdder messages = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    private Arrivals() {}

    /** Hears all that is published from now on; ends with the topics. */
    static Arrivals on(Topics topics, String topic) {
        var subscription = "arrivals-" + UUID.randomUUID();
        topics.provision(List.of(Subscription.temporary(subscription, topic)))
                .await()
                .indefinitely();
        var arrivals = new Arrivals();
        topics.receive(subscription, arrivals::take);
        return arrivals;
    }

    private void take(Delivery delivery) {
        long now = System.nanoTime();
        var message = delivery.message();
        heard.putIfAbsent(message.attributes().get("uuid"), now);
        messages.increment();
        bytes.add(message.size());
        delivery.ack();
    }

    /** Returns once all of these are complete. */
    void await(Sent sent, Duration limit) {
        var missing = sent.tickets().iterator();
        var next = new Ticket[] {missing.next()};
        Waiting.until("all orders complete", limit, () -> {
            while (heard.containsKey(next[0].uuid())) {
                if (!missing.hasNext()) {
                    return true;
                }
                next[0] = missing.next();
            }
            return false;
        });
    }

    /** When the last of these was heard of. */
    long last(Sent sent) {
        return sent.tickets().stream().mapToLong(this::at).max().orElseThrow();
    }

    long at(Ticket ticket) {
        return heard.get(ticket.uuid());
    }

    /** All that came so far, each delivery counting. */
    long messages() {
        return messages.sum();
    }

    long bytes() {
        return bytes.sum();
    }
}
