package dev.ordersaga.memory;

import dev.ordersaga.port.Message;
import dev.ordersaga.port.Topics;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Consumer;

/** The broker, as one process reaches it. */
final class MemoryTopics implements Topics {

    private final MemoryProcess process;
    private final Broker broker;

    MemoryTopics(MemoryProcess process) {
        this.process = process;
        this.broker = process.world().broker();
    }

    @Override
    public Uni<Void> publish(String topic, Message message) {
        return process.call(
                new Call.Publish(process.name(), topic, message),
                () -> {
                    broker.publish(topic, message.requirePublishable());
                    return null;
                },
                IllegalStateException::new);
    }

    @Override
    public Receiver receive(String subscription, Consumer<Delivery> consumer) {
        var receiver = new MemoryReceiver(process, subscription, consumer);
        receiver.connect();
        return receiver;
    }

    @Override
    public Uni<Void> provision(List<Subscription> subscriptions) {
        return process.call(
                new Call.Provision(process.name(), subscriptions),
                () -> {
                    broker.provision(subscriptions);
                    return null;
                },
                IllegalStateException::new);
    }
}
