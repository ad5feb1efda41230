package dev.ordersaga.operations;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Names;
import dev.ordersaga.port.Time;
import dev.ordersaga.port.Topics;
import dev.ordersaga.port.Topics.Delivery;
import dev.ordersaga.runtime.Onlooker;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Shows what is published while the process lives. */
@ApplicationScoped
class Watching {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Names names;
    private final Onlooker onlooker;

    Watching(Names names, Topics topics, Time time) {
        this.names = names;
        this.onlooker = new Onlooker("watch", names, topics, time);
    }

    /** Gives a line to the printer for each message published from now on, and answers the topics. */
    List<String> start(Watched watched, Consumer<String> printer) {
        watched.topics()
                .forEach(topic -> onlooker.listen(topic, delivery -> printer.accept(headline(topic, delivery)))
                        .await()
                        .atMost(PATIENCE));
        return watched.topics().stream().map(names::topic).toList();
    }

    void stop(@Observes ShutdownEvent event) {
        stop();
    }

    void stop() {
        onlooker.leave();
    }

    private String headline(String topic, Delivery delivery) {
        var actual = names.topic(topic);
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
