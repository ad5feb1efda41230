package dev.ordersaga.simulation;

import dev.ordersaga.port.Message;
import dev.ordersaga.port.Topics;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Topics that hand everything on, for others to do something else with some of it. */
class ForwardingTopics implements Topics {

    private final Topics topics;

    ForwardingTopics(Topics topics) {
        this.topics = topics;
    }

    @Override
    public Uni<Void> publish(String topic, Message message) {
        return topics.publish(topic, message);
    }

    @Override
    public Receiver receive(String subscription, Consumer<Delivery> consumer) {
        return topics.receive(subscription, consumer);
    }

    @Override
    public Uni<Void> provisionTopics(List<String> names) {
        return topics.provisionTopics(names);
    }

    @Override
    public Uni<Void> provision(List<Subscription> subscriptions) {
        return topics.provision(subscriptions);
    }

    @Override
    public Uni<Void> remove(List<String> subscriptions) {
        return topics.remove(subscriptions);
    }

    @Override
    public Uni<Void> seek(List<String> subscriptions, Instant to) {
        return topics.seek(subscriptions, to);
    }
}
