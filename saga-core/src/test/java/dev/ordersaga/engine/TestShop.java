package dev.ordersaga.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Names;
import dev.ordersaga.memory.Faults;
import dev.ordersaga.memory.MemoryProcess;
import dev.ordersaga.memory.MemoryWorld;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Message;
import dev.ordersaga.port.Write;
import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.saga.SagaDocument;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A shop in memory: jack, a shelf of widgets, and whichever services a test starts. */
final class TestShop {

    static final Names NAMES = Names.standard();
    static final long STOCK = 100;
    static final Duration LIMIT = Duration.ofMinutes(30);

    /** From a seed: a run is like the one before. */
    private static final Random UUIDS = new Random(11);

    final MemoryWorld world;
    final Counts counts = new Counts();
    private final EngineConfig config;

    /** What is thrown where nobody listens must not go unnoticed. */
    private static final List<Throwable> DROPPED = new CopyOnWriteArrayList<>();

    static {
        Infrastructure.setDroppedExceptionHandler(DROPPED::add);
    }

    TestShop(Faults faults, Map<String, String> limits) {
        DROPPED.clear();
        this.world = new MemoryWorld(7, faults);
        this.config = config(limits);
        var opening = world.process("opening");
        var done = new AtomicReference<>(0);
        opening.topics().provision(NAMES.subscriptions(Flow.ORDERS)).subscribe().with(ok -> done.set(done.get() + 1));
        opening.documents()
                .commit(List.of(
                        new Write.Create(NAMES.user("jack"), Map.of("address", "here")),
                        new Write.Create(NAMES.stock("widget"), Map.of("quantity", STOCK))))
                .subscribe()
                .with(ok -> done.set(done.get() + 1));
        await(() -> done.get() == 2);
    }

    TestShop(Faults faults) {
        this(faults, Map.of());
    }

    TestShop() {
        this(Faults.NONE);
    }

    static EngineConfig config(Map<String, String> limits) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(EngineConfig.class)
                .withSources(new PropertiesConfigSource(limits, "limits", 100))
                .build()
                .getConfigMapping(EngineConfig.class);
    }

    SagaEngine engine(String process) {
        MemoryProcess own = world.process(process);
        return new SagaEngine(Flow.ORDERS, NAMES, own.documents(), own.topics(), own.time(), config, counts);
    }

    TestShop openAll() {
        start(new TestSteps.Place());
        start(new TestSteps.Reserve());
        start(new TestSteps.Pay());
        startJanitor();
        return this;
    }

    void start(Step<?> step) {
        engine(step.service()).run(step);
    }

    void startJanitor() {
        engine("janitor-service").run(new TestSteps.Undo());
    }

    void startRelay() {
        engine("relay").relay("janitor-service");
    }

    /** An order accepted by the frontend. */
    String place(Order order) {
        var accepted = new AtomicReference<Saga>();
        engine("frontend-service").accept(order, "frontend-service").subscribe().with(accepted::set);
        await(() -> accepted.get() != null);
        return order.uuid();
    }

    String place(long quantity) {
        return place(order(quantity));
    }

    /** Orders accepted together. */
    List<String> placeTogether(int orders, long quantity) {
        return placeTogether(
                Stream.generate(() -> order(quantity)).limit(orders).toList());
    }

    List<String> placeTogether(List<Order> orders) {
        var engine = engine("frontend-service");
        var accepted = new ArrayList<String>();
        for (var order : orders) {
            engine.accept(order, "frontend-service")
                    .subscribe()
                    .with(saga -> accepted.add(saga.order().uuid()));
        }
        await(() -> accepted.size() == orders.size());
        return accepted;
    }

    static Order order(long quantity) {
        return new Order(uuid(), "jack", "widget", quantity);
    }

    static Order failing(long quantity) {
        return new Order(uuid(), "jack", "widget", quantity, Optional.of("null"), Map.of());
    }

    private static String uuid() {
        return new UUID(UUIDS.nextLong(), UUIDS.nextLong()).toString();
    }

    void publish(String topic, String json) {
        var done = new AtomicReference<>(false);
        world.process("somebody")
                .topics()
                .publish(topic, Message.of(json, Map.of()))
                .subscribe()
                .with(ok -> done.set(true));
        await(done::get);
    }

    /** Commits on behalf of somebody else. */
    void commit(Write... writes) {
        var done = new AtomicReference<>(false);
        world.process("somebody")
                .documents()
                .commit(List.of(writes))
                .subscribe()
                .with(ok -> done.set(true));
        await(done::get);
    }

    /** Sets fields of a document, as somebody does by hand. */
    void tamper(DocumentPath path, Map<String, Object> fields) {
        tamper(List.of(path), fields);
    }

    /** Sets fields of documents in one commit. */
    void tamper(List<DocumentPath> paths, Map<String, Object> fields) {
        commit(paths.stream()
                .map(path -> new Write.Update(
                        path,
                        fields,
                        Set.of(),
                        world.document(path).orElseThrow().updatedAt()))
                .toArray(Write[]::new));
    }

    /** How many of these orders have come to which status. */
    Map<String, Long> statuses(List<String> uuids) {
        return uuids.stream().collect(Collectors.groupingBy(uuid -> saga(uuid).status(), Collectors.counting()));
    }

    void await(BooleanSupplier condition) {
        assertThat(world.runUntil(condition, LIMIT))
                .as("in %s of the world's time", LIMIT)
                .isTrue();
        assertThat(DROPPED).isEmpty();
    }

    /** Waits until an order has come to a status and its event is known to be published. */
    void awaitRest(String uuid, String status) {
        await(() -> saga(uuid).is(status) && !saga(uuid).unpublished());
    }

    Saga saga(String uuid) {
        return SagaDocument.saga(
                uuid, world.document(NAMES.saga(uuid)).orElseThrow().fields());
    }

    long stock() {
        return (Long)
                world.document(NAMES.stock("widget")).orElseThrow().fields().get("quantity");
    }

    boolean exists(DocumentPath path) {
        return world.document(path).isPresent();
    }

    long count(String prefix) {
        return world.documents().stream()
                .filter(document -> document.path().collection().equals(prefix))
                .count();
    }

    /** What the engines told. */
    static final class Counts implements Signals {

        int conflicts;
        int outages;
        int publishedAgain;
        int deadLetters;
        int largestBatch;
        int redeliveries;
        int commits;
        int publishes;
        int unfinished;
        int unknown;
        boolean traced = true;
        Duration oldest = Duration.ZERO;
        final List<String> reached = new ArrayList<>();
        final List<String> deadLettersOf = new ArrayList<>();
        final List<Hop> hops = new ArrayList<>();

        @Override
        public void committed(int works) {
            largestBatch = Math.max(largestBatch, works);
        }

        @Override
        public void conflict(int works) {
            conflicts++;
        }

        @Override
        public void outage() {
            outages++;
        }

        @Override
        public void publishedAgain() {
            publishedAgain++;
        }

        @Override
        public void deadLetter(String topic) {
            deadLetters++;
            deadLettersOf.add(topic);
        }

        @Override
        public void redelivery() {
            redeliveries++;
        }

        @Override
        public void commitTook(Duration time) {
            commits++;
        }

        @Override
        public void publishTook(Duration time) {
            publishes++;
        }

        @Override
        public void reached(Saga saga, String reason) {
            reached.add(saga.status() + " " + reason);
        }

        @Override
        public void unfinished(int orders, Duration since) {
            unfinished = orders;
            oldest = since;
        }

        @Override
        public void unfinishedUnknown() {
            unknown++;
        }

        @Override
        public boolean traced() {
            return traced;
        }

        @Override
        public void hop(Hop hop) {
            hops.add(hop);
        }
    }
}
