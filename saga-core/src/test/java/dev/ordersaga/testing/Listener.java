package dev.ordersaga.testing;

import static org.awaitility.Awaitility.await;

import dev.ordersaga.port.Message;
import dev.ordersaga.port.Topics;
import dev.ordersaga.port.Topics.Delivery;
import dev.ordersaga.port.Topics.Receiver;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes all that comes to a subscription, and remembers it. */
public final class Listener implements AutoCloseable {

    private final String subscription;
    private final Receiver receiver;
    private final List<Message> heard = new CopyOnWriteArrayList<>();

    public Listener(Topics topics, String subscription) {
        this.subscription = subscription;
        this.receiver = topics.receive(subscription, this::take);
    }

    @Override
    public void close() {
        receiver.stop(Shop.PATIENCE).await().atMost(Shop.PATIENCE);
    }

    private void take(Delivery delivery) {
        heard.add(delivery.message());
        delivery.ack();
    }

    /** All that has come so far. */
    public List<Message> heard() {
        return List.copyOf(heard);
    }

    /** What has come so far whose data contains this text, a uuid for one. */
    public List<Message> about(String text) {
        return heard.stream().filter(message -> message.text().contains(text)).toList();
    }

    /** The first message about this, as soon as it is there. */
    public Message first(String text) {
        return atLeast(1, text).get(0);
    }

    /** The messages about this, as soon as so many are there. */
    public List<Message> atLeast(int count, String text) {
        return await(count + " on " + subscription + " about " + text)
                .atMost(Shop.PATIENCE)
                .pollInterval(Shop.POLL)
                .until(() -> about(text), found -> found.size() >= count);
    }
}
