package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.cloud.Timestamp;
import com.google.cloud.firestore.Firestore;
import com.google.cloud.firestore.FirestoreOptions;
import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Names;
import dev.ordersaga.google.FirestoreDocuments;
import dev.ordersaga.google.PubSubTopics;
import dev.ordersaga.localstack.LocalStack;
import dev.ordersaga.localstack.StackConfig;
import dev.ordersaga.operations.audit.Audit;
import dev.ordersaga.operations.audit.Snapshot;
import dev.ordersaga.operations.audit.Violation;
import dev.ordersaga.port.Document;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.Documents.Scan;
import dev.ordersaga.port.Message;
import dev.ordersaga.port.Topics;
import dev.ordersaga.port.Topics.Subscription;
import dev.ordersaga.port.Write;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.saga.SagaDocument;
import dev.ordersaga.testing.Listener;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;

/** The services as processes beside the emulators, in a project of their own, and a look behind the counter. */
final class Shop implements AutoCloseable {

    /** How long anything may take that takes no time on a machine that is not busy. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Who reads each topic that services read. */
    static final Map<String, String> READERS = Map.of(
            "frontend", "order-service",
            "order-created", "inventory-service",
            "inventory-updated", "payment-service",
            "error", "janitor-service");

    /** The emulator reads everything for each page: few large ones, for all that any test leaves. */
    private static final int PAGE = 20_000;

    static {
        // Whoever waits looks at the same machine that works: ten looks a second, the default, are a good part of its
        // work.
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval(Duration.ofMillis(500));
    }

    /** The one that {@link #standing()} opened. */
    private static Shop standing;

    private final LocalStack stack;
    private final Firestore firestore;
    private final Documents documents;
    private final PubSubTopics topics;
    private final Names names = Names.standard();
    private final HttpClient http = HttpClient.newHttpClient();

    private Shop(LocalStack stack) {
        this.stack = stack;
        var emulators = stack.emulators().orElseThrow();
        var limits = Limits.GOOGLE;
        this.firestore = FirestoreOptions.newBuilder()
                .setProjectId(stack.projectId())
                .setEmulatorHost(emulators.firestoreHost())
                .build()
                .getService();
        this.documents = new FirestoreDocuments(firestore, limits.firestore());
        this.topics = new PubSubTopics(
                stack.projectId(),
                InstantiatingGrpcChannelProvider.newBuilder()
                        .setEndpoint(emulators.pubsubHost())
                        .setChannelConfigurator(builder -> builder.usePlaintext())
                        .build(),
                NoCredentialsProvider.create(),
                limits.pubsub());
    }

    /** Opens a shop of its own; its logs are kept under this name. */
    static Shop open(String name, UnaryOperator<StackConfig> with) {
        var stack = new LocalStack(with.apply(frugal(StackConfig.forTests(Path.of("target", "stacks", name)))));
        stack.recordClasses();
        stack.up();
        return new Shop(stack);
    }

    /** The emulator looks twenty times a second whether it has something for a stream: one for each service will do. */
    private static StackConfig frugal(StackConfig config) {
        var frugal = config;
        for (var service : Mishaps.SERVICES) {
            frugal = frugal.withEnvironment(service, Map.of("ORDERSAGA_GOOGLE_PUBSUB_RECEIVE_STREAMS", "1"));
        }
        return frugal;
    }

    static Shop open(String name) {
        return open(name, UnaryOperator.identity());
    }

    /**
     * The shop of all classes in this JVM that leave everybody in it alive, which stays open until the JVM ends: who was
     * warm already need not be started. Two each take stock and payments.
     */
    static synchronized Shop standing() {
        if (standing == null) {
            standing = open(
                    "standing-" + ProcessHandle.current().pid(),
                    config -> config.withInstances("inventory-service", 2).withInstances("payment-service", 2));
        }
        return standing;
    }

    LocalStack stack() {
        return stack;
    }

    Names names() {
        return names;
    }

    Documents documents() {
        return documents;
    }

    Topics topics() {
        return topics;
    }

    void commit(Write... writes) {
        wait(documents.commit(List.of(writes)));
    }

    /** Puts goods on the shelf. */
    void stock(String item, long quantity, long pricePerUnit) {
        commit(new Write.Create(
                names.stock(item), Map.of("quantity", quantity, "price_per_unit", pricePerUnit, "stocked", quantity)));
    }

    /** Places an order over HTTP, and gives its uuid once it was taken; who is put off sends the same order again. */
    String place(String body) {
        var key = UUID.randomUUID().toString();
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .pollDelay(Duration.ZERO)
                .until(() -> tryToPlace(key, body), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<String> tryToPlace(String key, String body) {
        var request = HttpRequest.newBuilder(frontend("/order"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            return switch (answer.statusCode()) {
                case 202 -> Optional.of(Json.text(answer.body(), "uuid"));
                case 429, 503 -> Optional.empty();
                default -> throw new AssertionError("not taken: " + answer.statusCode() + " " + answer.body());
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    String place(String item, long quantity, String user) {
        return place("""
                {"item":"%s","quantity":%d,"user":"%s"}""".formatted(item, quantity, user));
    }

    /** The order as its customer sees it. */
    JsonNode look(String uuid) {
        return Json.read(RestAssured.given()
                .accept(ContentType.JSON)
                .get(frontend("/order/" + uuid))
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    /** The order once it rests, which it must within the limit. */
    JsonNode atRest(String uuid, Duration limit) {
        return await().atMost(limit)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> look(uuid), order -> Flow.ORDERS.rests(Json.text(order, "status")));
    }

    URI frontend(String path) {
        return stack.baseUri("frontend-service").resolve(path);
    }

    Optional<Document> document(DocumentPath path) {
        return wait(documents.read(List.of(path))).document(path);
    }

    Saga saga(String uuid) {
        return saga(document(names.saga(uuid)).orElseThrow());
    }

    private static Saga saga(Document document) {
        return SagaDocument.saga(document.path().id(), document.fields());
    }

    List<Saga> sagas() {
        return all(Scan.of(names.sagas(), PAGE)).stream().map(Shop::saga).toList();
    }

    /** These of the sagas there are. */
    List<Saga> sagas(Collection<String> uuids) {
        var paths = uuids.stream().map(names::saga).toList();
        return wait(documents.read(paths)).found().values().stream()
                .map(Shop::saga)
                .toList();
    }

    /** Whether no saga has anything left to do. One question: the emulator reads everything for each. */
    boolean isAtRest() {
        var waiting = firestore
                .collection(names.sagas())
                .whereGreaterThan("wake_at", Timestamp.MIN_VALUE)
                .limit(1)
                .get();
        try {
            return waiting.get().isEmpty();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every document there is, but for the times at which it was written. */
    Map<DocumentPath, Map<String, Object>> everything() {
        return List.of(
                        Scan.of(names.sagas(), PAGE),
                        Scan.of("users", PAGE),
                        Scan.of("inventory", PAGE),
                        Scan.of("payments", PAGE),
                        Scan.group("orders", PAGE))
                .stream()
                .flatMap(scan -> all(scan).stream())
                .collect(java.util.stream.Collectors.toMap(Document::path, Document::fields));
    }

    /** Everything that is promised holds now; what is on its way has the time that the services give it. */
    void audit() {
        assertThat(violations()).as("violations").isEmpty();
    }

    List<Violation> violations() {
        var audit = Audit.of(names, Flow.ORDERS, Limits.AUDIT);
        var snapshot = Snapshot.now(documents);
        return audit.check(snapshot.readAt(), snapshot.documents(audit.scans(snapshot.readAt(), PAGE)));
    }

    long stockOf(String item) {
        return (Long) document(names.stock(item)).orElseThrow().fields().get("quantity");
    }

    /** Listens to a topic from now on, taking nothing from anybody. */
    Listener listen(String topic) {
        var subscription = "test-" + topic + "-" + UUID.randomUUID();
        wait(topics.provision(List.of(Subscription.temporary(subscription, topic))));
        return new Listener(topics, subscription);
    }

    /** Makes the topics and subscriptions again that a broker has forgotten. */
    void provision() {
        wait(topics.provision(names.subscriptions(Flow.ORDERS)));
    }

    void publish(String topic, Message message) {
        wait(topics.publish(topic, message));
    }

    /** The names of all instances of a service. */
    List<String> instances(String service) {
        return stack.names().stream().filter(name -> name.startsWith(service)).toList();
    }

    /** How many messages all instances of a service have decided on. */
    double handled(String service) {
        return instances(service).stream()
                .mapToDouble(instance -> metric(instance, "ordersaga_batch_size_sum"))
                .sum();
    }

    /** The sum of a counter of one service, as Prometheus would collect it. */
    double metric(String service, String name) {
        return RestAssured.get(stack.baseUri(service).resolve("/q/metrics"))
                .asString()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    static <T> T wait(Uni<T> answer) {
        return answer.await().atMost(PATIENCE);
    }

    @Override
    public void close() {
        topics.close();
        firestore.shutdown();
        stack.close();
    }

    private List<Document> all(Scan first) {
        var found = new ArrayList<Document>();
        var page = wait(documents.scan(first));
        var scan = first;
        found.addAll(page.documents());
        while (page.last().isPresent()) {
            scan = scan.next(page);
            page = wait(documents.scan(scan));
            found.addAll(page.documents());
        }
        return found;
    }
}
