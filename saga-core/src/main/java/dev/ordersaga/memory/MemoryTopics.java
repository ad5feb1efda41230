package dev.ordersaga.memory;

import dev.ordersaga.port.Message;
import dev.ordersaga.port.Topics;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
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
        return call(
                new Call.Publish(process.name(), topic, message),
                () -> broker.publish(topic, message.requirePublishable()));
    }

    @Override
    public Receiver receive(String subscription, Consumer<Delivery> consumer) {
        var receiver = new MemoryReceiver(process, subscription, consumer);
        receiver.connect();
        return receiver;
    }

    @Override
    public Uni<Void> provisionTopics(List<String> topics) {
        return call(new Call.ProvisionTopics(process.name(), topics), () -> broker.provisionTopics(topics));
    }

    @Override
    public Uni<Void> provision(List<Subscription> subscriptions) {
        return call(new Call.Provision(process.name(), subscriptions), () -> broker.provision(subscriptions));
    }

    @Override
    public Uni<Void> remove(List<String> subscriptions) {
        return call(new Call.Remove(process.name(), subscriptions), () -> broker.remove(subscriptions));
    }

    @Override
    public Uni<Void> seek(List<String> subscriptions, Instant to) {
        return call(new Call.Seek(process.name(), subscriptions, to), () -> broker.seek(subscriptions, to));
    }

    private Uni<Void> call(Call call, Runnable work) {
        return process.call(
                call,
                () -> {
                    work.run();
                    return null;
                },
                IllegalStateException::new);
    }
}
