package dev.ordersaga.testing;

import static org.awaitility.Awaitility.await;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Names;
import dev.ordersaga.port.Document;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.Message;
import dev.ordersaga.port.Topics;
import dev.ordersaga.port.Write;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.saga.SagaDocument;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The shop around a service under test: its documents, and what others publish and hear. */
public final class Shop implements AutoCloseable {

    /** Long, because it only matters when something is wrong. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    static final Duration POLL = Duration.ofMillis(20);

    private final Names names;
    private final Documents documents;
    private final Topics topics;
    private final List<Listener> listeners = new ArrayList<>();

    private Shop(Names names, Documents documents, Topics topics) {
        this.names = names;
        this.documents = documents;
        this.topics = topics;
    }

    /** A shop with every topic and subscription. */
    public static Shop open(Names names, Documents documents, Topics topics) {
        topics.provision(names.subscriptions(Flow.ORDERS)).await().atMost(PATIENCE);
        return new Shop(names, documents, topics);
    }

    /** A shop that somebody else provisions. */
    public static Shop empty(Names names, Documents documents, Topics topics) {
        return new Shop(names, documents, topics);
    }

    /** A name or an identifier that no other test has. */
    public static String unique() {
        return UUID.randomUUID().toString();
    }

    public void publish(String topic, Message message) {
        topics.publish(names.topic(topic), message).await().atMost(PATIENCE);
    }

    /** Publishes as somebody does by hand: the data alone. */
    public void publish(String topic, String json) {
        publish(topic, Message.of(json, Map.of()));
    }

    /** Publishes all of them at once. */
    public void publish(String topic, List<Message> messages) {
        var publishing = messages.stream()
                .map(message -> topics.publish(names.topic(topic), message))
                .toList();
        Uni.join().all(publishing).andCollectFailures().await().atMost(PATIENCE);
    }

    /** Hears what comes to a subscription until the shop is closed. */
    public Listener listen(String subscription) {
        var listener = new Listener(topics, names.subscription(subscription));
        listeners.add(listener);
        return listener;
    }

    @Override
    public void close() {
        listeners.forEach(Listener::close);
    }

    public void create(DocumentPath path, Map<String, Object> fields) {
        commit(new Write.Create(path, fields));
    }

    public void create(Saga... sagas) {
        commit(Arrays.stream(sagas)
                .map(saga -> new Write.Create(names.saga(saga.order().uuid()), SagaDocument.fields(saga)))
                .toArray(Write[]::new));
    }

    public void commit(Write... writes) {
        documents.commit(Arrays.asList(writes)).await().atMost(PATIENCE);
    }

    /** The fields of a document; empty when it does not exist. */
    public Optional<Map<String, Object>> fields(DocumentPath path) {
        return Optional.ofNullable(found(List.of(path)).get(path));
    }

    /** What is there of these documents. */
    public Map<DocumentPath, Map<String, Object>> found(Collection<DocumentPath> paths) {
        return documents.read(paths).await().atMost(PATIENCE).found().values().stream()
                .collect(Collectors.toMap(Document::path, Document::fields));
    }

    public Optional<Saga> saga(String uuid) {
        return fields(names.saga(uuid)).map(fields -> SagaDocument.saga(uuid, fields));
    }

    /** The saga, as soon as it has come to this status. */
    public Saga awaitSaga(String uuid, String status) {
        return awaitSaga(uuid, "be " + status, saga -> saga.is(status));
    }

    /** The saga, as soon as it has left this status. */
    public Saga awaitLeft(String uuid, String status) {
        return awaitSaga(uuid, "leave " + status, saga -> !saga.is(status));
    }

    /** The saga, as soon as it rests at this status with its event known to be published. */
    public Saga awaitRest(String uuid, String status) {
        return awaitSaga(uuid, "rest at " + status, saga -> saga.is(status) && !saga.unpublished());
    }

    private Saga awaitSaga(String uuid, String what, Predicate<Saga> condition) {
        return await(uuid + " to " + what)
                .atMost(PATIENCE)
                .pollInterval(POLL)
                .until(() -> saga(uuid), found -> found.filter(condition).isPresent())
                .orElseThrow();
    }
}
