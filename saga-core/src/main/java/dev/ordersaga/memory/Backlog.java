package dev.ordersaga.memory;

import dev.ordersaga.port.Message;
import dev.ordersaga.port.Topics.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a subscription still has to deliver: in any order, at least once, until it is acknowledged. */
final class Backlog {

    /** How long a lease lasts beyond its last renewal. */
    private static final Duration ACK_DEADLINE = Duration.ofSeconds(10);

    private static final Duration REDELIVERY_PAUSE = Duration.ofSeconds(1);

    private static final Duration REDELIVERY_PAUSE_MAX = Duration.ofMinutes(10);

    private static final int DELIVERY_ATTEMPTS_MAX = 100;

    private final MemoryWorld world;
    private final Subscription subscription;
    private final List<Entry> waiting = new ArrayList<>();
    private final Set<Entry> unacknowledged = new HashSet<>();
    private final List<MemoryReceiver> receivers = new ArrayList<>();
    private boolean pumping;

    Backlog(MemoryWorld world, Subscription subscription) {
        this.world = world;
        this.subscription = subscription;
    }

    String topic() {
        return subscription.topic();
    }

    int size() {
        return unacknowledged.size();
    }

    void add(String id, Message message) {
        var entry = new Entry(id, message, world.now());
        unacknowledged.add(entry);
        enqueue(entry);
    }

    void connect(MemoryReceiver receiver) {
        receivers.add(receiver);
        pump();
    }

    /** Everything published before counts as acknowledged. */
    void seek(Instant to) {
        unacknowledged.removeIf(entry -> entry.publishedAt.isBefore(to));
        waiting.retainAll(unacknowledged);
    }

    /** Nothing waits here any more, and who is connected has to look for another of this name. */
    void remove() {
        unacknowledged.clear();
        waiting.clear();
        var orphans = List.copyOf(receivers);
        receivers.clear();
        orphans.forEach(MemoryReceiver::disconnect);
    }

    /** Delivers what can be delivered, soon. */
    void pump() {
        if (!pumping) {
            pumping = true;
            world.after(Duration.ZERO, this::deliver);
        }
    }

    private void deliver() {
        pumping = false;
        while (!waiting.isEmpty()) {
            receivers.removeIf(MemoryReceiver::gone);
            var free = receivers.stream().filter(MemoryReceiver::hasRoom).toList();
            if (free.isEmpty()) {
                return;
            }
            free.get(world.random().nextInt(free.size())).send(new Lease(takeAny()));
        }
    }

    private Entry takeAny() {
        var last = waiting.remove(waiting.size() - 1);
        var index = world.random().nextInt(waiting.size() + 1);
        return index == waiting.size() ? last : waiting.set(index, last);
    }

    private void enqueue(Entry entry) {
        if (!unacknowledged.contains(entry)) {
            return;
        }
        if (subscription.deadLetterTopic().isPresent() && entry.attempts >= DELIVERY_ATTEMPTS_MAX) {
            giveUp(entry);
            return;
        }
        waiting.add(entry);
        pump();
    }

    private void giveUp(Entry entry) {
        unacknowledged.remove(entry);
        var attributes = new HashMap<>(entry.message.attributes());
        attributes.put("CloudPubSubDeadLetterSourceSubscription", subscription.name());
        attributes.put("CloudPubSubDeadLetterSourceDeliveryCount", Integer.toString(entry.attempts));
        world.broker()
                .publish(subscription.deadLetterTopic().orElseThrow(), new Message(entry.message.data(), attributes));
    }

    private static final class Entry {

        private final String id;
        private final Message message;
        private int attempts;
        private final Instant publishedAt;
        private Duration pause = REDELIVERY_PAUSE;

        Entry(String id, Message message, Instant publishedAt) {
            this.id = id;
            this.message = message;
            this.publishedAt = publishedAt;
        }
    }

    /** A message in the hands of one receiver. */
    final class Lease {

        private final Entry entry;
        private boolean ended;

        Lease(Entry entry) {
            this.entry = entry;
            entry.attempts++;
        }

        String id() {
            return entry.id;
        }

        Message message() {
            return entry.message;
        }

        Instant publishedAt() {
            return entry.publishedAt;
        }

        /** Is renewed at half time, for as long as the receiver holds it; else it runs out. */
        void watch(MemoryReceiver receiver) {
            world.after(ACK_DEADLINE.dividedBy(2), () -> {
                if (!ended && receiver.holds(this)) {
                    watch(receiver);
                } else if (!ended) {
                    world.after(ACK_DEADLINE.dividedBy(2), this::runOut);
                }
            });
        }

        private void runOut() {
            if (!ended) {
                ended = true;
                enqueue(entry);
            }
        }

        /** Comes too late when the lease has ended: then another delivery is on its way. */
        void ack() {
            if (!ended) {
                ended = true;
                unacknowledged.remove(entry);
            }
        }

        void nack() {
            if (ended) {
                return;
            }
            ended = true;
            if (subscription.deadLetterTopic().isEmpty()) {
                enqueue(entry);
                return;
            }
            world.after(entry.pause, () -> enqueue(entry));
            entry.pause = entry.pause.multipliedBy(2);
            if (entry.pause.compareTo(REDELIVERY_PAUSE_MAX) > 0) {
                entry.pause = REDELIVERY_PAUSE_MAX;
            }
        }
    }
}
