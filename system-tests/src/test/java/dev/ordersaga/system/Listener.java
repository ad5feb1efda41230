package dev.ordersaga.system;

import dev.ordersaga.port.Message;
import dev.ordersaga.port.Topics;
import dev.ordersaga.port.Topics.Receiver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a topic carries. */
final class Listener implements AutoCloseable {

    private final String topic;
    private final List<Message> heard = new CopyOnWriteArrayList<>();
    private final Receiver receiver;

    Listener(Topics topics, String topic, String subscription) {
        this.topic = topic;
        this.receiver = topics.receive(subscription, delivery -> {
            heard.add(delivery.message());
            delivery.ack();
        });
    }

    String topic() {
        return topic;
    }

    List<Message> heard() {
        return List.copyOf(heard);
    }

    /** The messages about one order. */
    List<Message> about(String uuid) {
        return heard.stream().filter(message -> message.text().contains(uuid)).toList();
    }

    @Override
    public void close() {
        Shop.wait(receiver.stop(Duration.ofSeconds(5)));
    }
}
