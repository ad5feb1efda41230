package dev.ordersaga.benchmarks;

import com.google.api.gax.core.NoCredentialsProvider;
import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Names;
import dev.ordersaga.google.FirestoreDocuments;
import dev.ordersaga.google.GoogleConfig;
import dev.ordersaga.google.PubSubTopics;
import dev.ordersaga.localstack.Emulators;
import dev.ordersaga.localstack.LocalStack;
import dev.ordersaga.localstack.StackConfig;
import dev.ordersaga.operations.audit.Audit;
import dev.ordersaga.operations.audit.Limits;
import dev.ordersaga.operations.audit.Snapshot;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.Write;
import dev.ordersaga.saga.SagaDocument;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The services as processes beside emulators, in a project of their own: what is measured, and how it is looked at. */
final class Shop implements AutoCloseable {

    private static final String FRONTEND = "frontend-service";
    private static final List<String> SERVICES =
            List.of(FRONTEND, "order-service", "inventory-service", "payment-service", "janitor-service");

    /** So many answers are waited for at once, which is more than a batch. */
    private static final int AT_A_TIME = 256;

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration RUN_MAX = Duration.ofMinutes(20);

    /** The emulator walks over all there is for every page: a few large ones take minutes less. */
    private static final int PAGE = 20_000;

    private static final double MB = 1e6;

    private static final Set<Integer> SOME_BUCKETS = Set.of(0, 1, 2, 3);

    private static final Set<Integer> ALL_BUCKETS =
            IntStream.range(0, SagaDocument.BUCKETS).boxed().collect(Collectors.toUnmodifiableSet());

    private static final GoogleConfig LIMITS = new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(GoogleConfig.class)
            // What looks must not fail because what is looked at has much to do.
            .withDefaultValue("ordersaga.google.firestore.read-timeout", "30s")
            .withDefaultValue("ordersaga.google.firestore.commit-timeout", "30s")
            .withDefaultValue("ordersaga.google.firestore.scan-timeout", "2m")
            .build()
            .getConfigMapping(GoogleConfig.class);

    /**
     * A laptop on which everything starts and stops is better off with the quick compiler alone. Whoever runs on is served
     * by both, and gives back what compiling took, where java knows how; a smaller heap makes up for what is compiled.
     */
    static final String[] BOTH_COMPILERS = {
        "-XX:TieredStopAtLevel=4", "-XX:+IgnoreUnrecognizedVMOptions", "-XX:TrimNativeHeapInterval=2000", "-Xmx80m"
    };

    private final LocalStack stack;
    private final Emulators emulators;
    private final Clients clients;
    private final Documents documents;
    private final PubSubTopics topics;
    private final Arrivals arrivals;
    private final Names names = Names.standard();
    private final Load load = new Load(AT_A_TIME);
    private final HttpClient http = HttpClient.newHttpClient();
    private int instances;

    private Shop(LocalStack stack, Emulators emulators) {
        this.stack = stack;
        this.emulators = emulators;
        this.clients = Clients.of(emulators, stack.projectId());
        this.documents = new FirestoreDocuments(clients.firestore(), LIMITS.firestore());
        this.topics = new PubSubTopics(
                clients.projectId(), clients.pubsub(), NoCredentialsProvider.create(), LIMITS.pubsub());
        this.arrivals = Arrivals.on(topics, names.topic(lastTopic()));
        commit(Goods.stock(names));
    }

    private void commit(List<Write> writes) {
        documents.commit(writes).await().atMost(PATIENCE);
    }

    private static String lastTopic() {
        var stages = Flow.ORDERS.stages();
        return stages.get(stages.size() - 1).publishes();
    }

    /** A shop with goods, but nobody at work yet; there can be so many instances of each service. */
    static Shop open(Path runDir, Emulators emulators, int instancesMax, String... jvmFlags) {
        var config = StackConfig.forTests(runDir).withEmulators(emulators).withJvmFlags(jvmFlags);
        for (var service : SERVICES) {
            config = config.withInstances(service, instancesMax);
        }
        var stack = new LocalStack(config);
        stack.recordClasses();
        stack.prepare();
        return new Shop(stack, emulators);
    }

    /** Starts one more instance of each service, and tells after how many seconds all were ready. */
    double startOneMore() {
        instances++;
        var starting = SERVICES.stream().map(this::newest).toList();
        long began = System.nanoTime();
        starting.forEach(stack::start);
        starting.forEach(name -> stack.awaitReady(name, PATIENCE));
        return (System.nanoTime() - began) / 1e9;
    }

    private String newest(String service) {
        return name(service, instances);
    }

    private static String name(String service, int instance) {
        return instance == 1 ? service : service + "-" + instance;
    }

    /** Has so many orders placed as fast as they are taken, and returns when everything is at rest. */
    Run rush(Goods goods, int orders) {
        var cpu = Cpu.now();
        var switches = Switches.now();
        var meters = meters();
        long messages = arrivals.messages();
        long bytes = arrivals.bytes();
        var sent = load.closed(frontends(), goods, orders, AT_A_TIME);
        arrivals.await(sent, RUN_MAX);
        double seconds = (arrivals.last(sent) - sent.began()) / 1e9;
        awaitRest();
        var counted = meters().since(meters);
        if (counted.sum("ordersaga_dead_letters_total") > 0) {
            throw new IllegalStateException("messages became dead letters: " + counted);
        }
        return new Run(
                orders,
                seconds,
                orders * 1e9 / (sent.answered() - sent.began()),
                orders / seconds,
                sent.putOff(),
                counted,
                arrivals.messages() - messages,
                arrivals.bytes() - bytes,
                Cpu.now().per1000Since(cpu, orders),
                Switches.now().perOrderSince(switches, orders));
    }

    /** Has orders come at their times, and returns when everything is at rest. */
    Stroll stroll(Goods goods, int orders, double perSecond) {
        var sent = load.open(frontends(), goods, orders, perSecond);
        arrivals.await(sent, RUN_MAX);
        awaitRest();
        return new Stroll(
                Times.of(sent.tickets(), Sent.Ticket::answered), Times.of(sent.tickets(), arrivals::at), sent.putOff());
    }

    /**
     * A rush into a shop without orders, as the ceiling has it: the emulator has no index, and walks for each query over all
     * that there was before. What is to be forgotten is audited once more.
     */
    Run rushAfresh(Goods goods, int orders) {
        audit();
        Wipe.project(emulators, clients.projectId());
        commit(Goods.stock(names));
        commit(Goods.customers(names));
        return rush(goods, orders);
    }

    /** So many orders, in rushes of at most so many, each into a shop without orders. */
    List<Run> rushInLots(Goods goods, int orders, int most) {
        var lots = new ArrayList<Run>();
        for (int left = orders; left > 0; left -= most) {
            lots.add(rushAfresh(goods, Math.min(left, most)));
        }
        return lots;
    }

    private List<URI> frontends() {
        return IntStream.rangeClosed(1, instances)
                .mapToObj(instance -> stack.baseUri(name(FRONTEND, instance)))
                .toList();
    }

    /** Milliseconds that the emulator takes to find nothing left to do, asked as the janitor asks, at rest. */
    double queryMs() {
        long began = System.nanoTime();
        if (!isAtRest(SOME_BUCKETS)) {
            throw new IllegalStateException("there is something left to do");
        }
        return (System.nanoTime() - began) / 1e6;
    }

    /** Nothing is left to do: each order is done, and each of its events known to be published. */
    private void awaitRest() {
        Waiting.until("everything at rest", RUN_MAX, () -> isAtRest(ALL_BUCKETS));
    }

    private boolean isAtRest(Set<Integer> buckets) {
        return documents
                .due(names.sagas(), buckets, Instant.now().plus(Duration.ofDays(1)), 1)
                .await()
                .atMost(PATIENCE)
                .found()
                .isEmpty();
    }

    private Meters meters() {
        return Meters.sum(running().stream()
                .map(name -> stack.baseUri(name).resolve("/q/metrics"))
                .map(this::get)
                .map(Meters::read));
    }

    private List<String> running() {
        return IntStream.rangeClosed(1, instances)
                .boxed()
                .flatMap(instance -> SERVICES.stream().map(service -> name(service, instance)))
                .toList();
    }

    private String get(URI uri) {
        try {
            return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Megabytes that each running service holds now. */
    Map<String, Double> residentMb() {
        var resident = new TreeMap<String, Double>();
        running().forEach(name -> stack.rss(name).ifPresent(bytes -> resident.put(name, bytes / MB)));
        return resident;
    }

    /** Fails unless everything that is promised holds, for every order there is. */
    void audit() {
        var audit = Audit.of(names, Flow.ORDERS, Limits.AT_REST);
        var snapshot = Snapshot.now(documents);
        var violations = audit.check(snapshot.readAt(), snapshot.documents(audit.scans(snapshot.readAt(), PAGE)));
        if (!violations.isEmpty()) {
            throw new IllegalStateException(
                    "%d violations, the first: %s".formatted(violations.size(), violations.get(0)));
        }
    }

    @Override
    public void close() {
        load.close();
        topics.close();
        clients.close();
        stack.close();
    }
}
