package dev.ordersaga.operations;

import dev.ordersaga.flow.Flow;
import java.util.List;

/** What there is to watch. The words are those of the command line. */
enum Watched {
    success(List.of(Flow.ORDERS.topicOf(Flow.ORDERS.completed()))),
    errors(List.of(Flow.ERROR_TOPIC, Flow.COMPENSATED_TOPIC, Flow.DEAD_LETTER_TOPIC));

    private final List<String> topics;

    Watched(List<String> topics) {
        this.topics = topics;
    }

    List<String> topics() {
        return topics;
    }
}
