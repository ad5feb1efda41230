package dev.ordersaga.memory;

import dev.ordersaga.port.Message;
import dev.ordersaga.port.Topics.Subscription;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Topics and what waits in their subscriptions. */
final class Broker {

    private final MemoryWorld world;
    private final Map<String, List<Message>> topics = new HashMap<>();
    private final Map<String, Backlog> subscriptions = new TreeMap<>();
    private long ids;

    Broker(MemoryWorld world) {
        this.world = world;
    }

    void provision(List<Subscription> wanted) {
        provisionTopics(wanted.stream()
                .filter(one -> !one.temporary())
                .flatMap(one -> Stream.concat(Stream.of(one.topic()), one.deadLetterTopic().stream()))
                .toList());
        wanted.forEach(one -> {
            topic(one.topic());
            subscriptions.computeIfAbsent(one.name(), name -> new Backlog(world, one));
        });
    }

    void provisionTopics(List<String> wanted) {
        wanted.forEach(topic -> topics.computeIfAbsent(topic, name -> new ArrayList<>()));
    }

    void remove(List<String> names) {
        names.forEach(name -> Optional.ofNullable(subscriptions.remove(name)).ifPresent(Backlog::remove));
    }

    void seek(List<String> names, Instant to) {
        for (var name : names) {
            subscription(name)
                    .orElseThrow(() -> new IllegalStateException("no such subscription: " + name))
                    .seek(to);
        }
    }

    void publish(String topic, Message message) {
        topic(topic).add(message);
        var id = Long.toString(++ids);
        subscriptions.values().stream()
                .filter(subscription -> subscription.topic().equals(topic))
                .forEach(subscription -> subscription.add(id, message));
    }

    private List<Message> topic(String name) {
        return Optional.ofNullable(topics.get(name))
                .orElseThrow(() -> new IllegalStateException("no such topic: " + name));
    }

    Optional<Backlog> subscription(String name) {
        return Optional.ofNullable(subscriptions.get(name));
    }

    List<Message> published(String topic) {
        return List.copyOf(topics.getOrDefault(topic, List.of()));
    }

    int backlog(String subscription) {
        return subscription(subscription).map(Backlog::size).orElse(0);
    }
}
