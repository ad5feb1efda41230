package dev.ordersaga.operations;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Names;
import dev.ordersaga.port.Time;
import dev.ordersaga.port.Topics;
import dev.ordersaga.port.Topics.Delivery;
import dev.ordersaga.port.Topics.Receiver;
import dev.ordersaga.port.Topics.Subscription;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Subscriptions of our own to what is watched; they go with the process, however it is ended, short of a kill. */
@ApplicationScoped
class Watching {

    private static final Logger LOG = Logger.getLogger(Watching.class);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

    private final Names names;
    private final Topics topics;
    private final Time time;
    private final List<String> subscriptions = new CopyOnWriteArrayList<>();
    private final List<Receiver> receivers = new CopyOnWriteArrayList<>();

    Watching(Names names, Topics topics, Time time) {
        this.names = names;
        this.topics = topics;
        this.time = time;
    }

    /** Gives a line to the printer for each message published from now on, and answers the topics. */
    List<String> start(Watched watched, Consumer<String> printer) {
        watched.topics().forEach(topic -> watch(topic, printer));
        return watched.topics().stream().map(names::topic).toList();
    }

    void stop(@Observes ShutdownEvent event) {
        stop();
    }

    void stop() {
        if (subscriptions.isEmpty()) {
            return;
        }
        try {
            Uni.join()
                    .all(receivers.stream()
                            .map(receiver -> receiver.stop(Duration.ZERO))
                            .toList())
                    .andCollectFailures()
                    .chain(() -> topics.remove(subscriptions))
                    .await()
                    .atMost(STOP_PATIENCE);
            subscriptions.clear();
            receivers.clear();
        } catch (RuntimeException e) {
            LOG.warnf("%s not removed, they expire by themselves: %s", subscriptions, e.getMessage());
        }
    }

    private void watch(String topic, Consumer<String> printer) {
        var actual = names.topic(topic);
        var subscription = "watch-%s-%08x".formatted(actual, time.random().nextInt());
        subscriptions.add(subscription);
        topics.provision(List.of(Subscription.temporary(subscription, actual)))
                .await()
                .atMost(PATIENCE);
        receivers.add(topics.receive(subscription, delivery -> {
            printer.accept(headline(topic, actual, delivery));
            delivery.ack();
        }));
    }

    private String headline(String topic, String actual, Delivery delivery) {
        return topic.equals(Flow.DEAD_LETTER_TOPIC)
                ? Headlines.event(
                        actual,
                        DeadLetter.of(
                                delivery.id(),
                                delivery.publishedAt(),
                                delivery.message(),
                                names.subscriptions(Flow.ORDERS)))
                : Headlines.event(actual, delivery.publishedAt(), delivery.message());
    }
}
