package dev.ordersaga.runtime;

import dev.ordersaga.flow.Names;
import dev.ordersaga.port.Time;
import dev.ordersaga.port.Topics;
import dev.ordersaga.port.Topics.Delivery;
import dev.ordersaga.port.Topics.Receiver;
import dev.ordersaga.port.Topics.Subscription;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Hears what others publish, and takes nothing from anybody: its subscriptions are its own. They go when it leaves; those
 * of a process that was killed expire by themselves. Should the broker forget them, they are made again.
 */
public final class Onlooker {

    private static final Duration LEAVE_WITHIN = Duration.ofSeconds(2);

    private static final Duration CHECK_EVERY = Duration.ofSeconds(5);

    private static final Logger LOG = Logger.getLogger(Onlooker.class);

    /** A subscription, and who hears what comes by it. */
    private record Ear(Subscription subscription, Receiver receiver) {}

    private final String name;
    private final Names names;
    private final Topics topics;
    private final Time time;
    private final List<String> subscriptions = new CopyOnWriteArrayList<>();
    private final List<Ear> ears = new CopyOnWriteArrayList<>();
    private volatile boolean left;

    /**
     * An onlooker who hears nothing yet.
     *
     * @param name what the names of its subscriptions begin with
     */
    public Onlooker(String name, Names names, Topics topics, Time time) {
        this.name = name;
        this.names = names;
        this.topics = topics;
        this.time = time;
    }

    /** Gives everything published to a topic from when this completes to the consumer, on any thread. */
    public Uni<Void> listen(String topic, Consumer<Delivery> consumer) {
        var actual = names.topic(topic);
        var id = "%s-%s-%08x".formatted(name, actual, time.random().nextInt());
        var subscription = Subscription.temporary(id, actual);
        return Uni.createFrom()
                .deferred(() -> {
                    subscriptions.add(id);
                    return topics.provision(List.of(subscription));
                })
                .chain(() -> {
                    if (left) {
                        return topics.remove(List.of(id));
                    }
                    hear(subscription, consumer);
                    return Uni.createFrom().voidItem();
                });
    }

    /** Hears nothing more, and removes its subscriptions. */
    public void leave() {
        left = true;
        if (subscriptions.isEmpty()) {
            return;
        }
        var receivers =
                ears.stream().map(ear -> ear.receiver().stop(Duration.ZERO)).toList();
        ears.clear();
        try {
            var stopped = receivers.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : Uni.join().all(receivers).andCollectFailures().replaceWithVoid();
            stopped.chain(() -> topics.remove(subscriptions)).await().atMost(LEAVE_WITHIN);
            subscriptions.clear();
        } catch (RuntimeException e) {
            LOG.warnf("%s not removed, they expire by themselves: %s", subscriptions, e.getMessage());
        }
    }

    private void hear(Subscription subscription, Consumer<Delivery> consumer) {
        var receiver = topics.receive(subscription.name(), delivery -> {
            try {
                consumer.accept(delivery);
            } finally {
                delivery.ack();
            }
        });
        var ear = new Ear(subscription, receiver);
        ears.add(ear);
        checkLater(ear);
    }

    private void checkLater(Ear ear) {
        time.after(CHECK_EVERY, () -> {
            if (!ears.contains(ear)) {
                return;
            }
            var checked = ear.receiver().running()
                    ? Uni.createFrom().voidItem()
                    : topics.provision(List.of(ear.subscription()));
            checked.subscribe().with(done -> checkLater(ear), failure -> {
                LOG.debugf("%s is not back: %s", ear.subscription().name(), failure.getMessage());
                checkLater(ear);
            });
        });
    }
}
