package dev.ordersaga.engine;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Names;
import dev.ordersaga.port.Topics;
import dev.ordersaga.saga.OrderEvent;
import dev.ordersaga.saga.Saga;
import io.smallrye.mutiny.Uni;
import java.time.Instant;

/** Publishes the event of a saga's status, and has it marked where nothing else would prove that it was published. */
final class Outbox {

    private final Flow flow;
    private final Names names;
    private final Topics topics;
    private final Marks marks;

    Outbox(Flow flow, Names names, Topics topics, Marks marks) {
        this.flow = flow;
        this.names = names;
        this.topics = topics;
        this.marks = marks;
    }

    /**
     * Publishes the event of a stored saga.
     *
     * @param updatedAt when this version of the saga was stored
     */
    Uni<Void> publish(Saga saga, Instant updatedAt) {
        return Uni.createFrom()
                .deferred(() -> topics.publish(names.topic(flow.topicOf(saga.status())), OrderEvent.of(saga)))
                .invoke(() -> {
                    if (flow.rests(saga.status()) && saga.unpublished()) {
                        marks.add(saga, updatedAt);
                    }
                });
    }
}
