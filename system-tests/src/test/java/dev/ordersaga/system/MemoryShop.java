package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.datainit.Seeds;
import dev.ordersaga.engine.EngineConfig;
import dev.ordersaga.engine.SagaEngine;
import dev.ordersaga.engine.Signals;
import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Names;
import dev.ordersaga.inventory.InventoryServiceSteps;
import dev.ordersaga.janitor.JanitorServiceSteps;
import dev.ordersaga.memory.Faults;
import dev.ordersaga.memory.MemoryWorld;
import dev.ordersaga.operations.audit.Audit;
import dev.ordersaga.operations.audit.Violation;
import dev.ordersaga.order.OrderServiceSteps;
import dev.ordersaga.payment.PaymentServiceSteps;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Message;
import dev.ordersaga.port.Write;
import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.saga.SagaDocument;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The seeded shop in the world in memory, run by the services' own steps: whichever a test starts. */
final class MemoryShop {

    static final Names NAMES = Names.standard();

    /** The topics that services read. */
    static final List<String> CONSUMED = List.of("frontend", "order-created", "inventory-updated", Flow.ERROR_TOPIC);

    private static final Duration LIMIT = Duration.ofHours(1);

    private static final EngineConfig CONFIG = new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(EngineConfig.class)
            .build()
            .getConfigMapping(EngineConfig.class);

    final MemoryWorld world;

    MemoryShop(Faults faults) {
        world = new MemoryWorld(11, faults);
        wait(world.process("data-init").topics().provision(NAMES.subscriptions(Flow.ORDERS)));
        commit(Seeds.documents(NAMES, world.now()).entrySet().stream()
                .map(seed -> new Write.Create(seed.getKey(), seed.getValue()))
                .toArray(Write[]::new));
    }

    MemoryShop() {
        this(Faults.NONE);
    }

    MemoryShop open() {
        return start("order-service")
                .start("inventory-service")
                .start("payment-service")
                .start("janitor-service");
    }

    /** Starts a service, or one more of it that is called like this: {@code inventory-service-2}. */
    MemoryShop start(String process) {
        var engine = engine(process);
        switch (process.replaceFirst("-\\d+$", "")) {
            case "order-service" -> engine.run(OrderServiceSteps.step(NAMES));
            case "inventory-service" -> engine.run(InventoryServiceSteps.step(NAMES));
            case "payment-service" -> engine.run(PaymentServiceSteps.step(NAMES, true));
            case "janitor-service" -> {
                engine.run(JanitorServiceSteps.compensation(NAMES));
                engine.relay(process);
            }
            default -> throw new IllegalArgumentException(process);
        }
        return this;
    }

    SagaEngine engine(String process) {
        var own = world.process(process);
        return new SagaEngine(Flow.ORDERS, NAMES, own.documents(), own.topics(), own.time(), CONFIG, Signals.NONE);
    }

    static Order order(String item, long quantity) {
        return new Order(UUID.randomUUID().toString(), "jack", item, quantity);
    }

    static Order failing(String item, long quantity) {
        return new Order(UUID.randomUUID().toString(), "jack", item, quantity, Optional.of("\"no money\""), Map.of());
    }

    String place(Order order) {
        return wait(engine("frontend-service").accept(order, "frontend-service"))
                .order()
                .uuid();
    }

    String place(String item, long quantity) {
        return place(order(item, quantity));
    }

    /** Orders placed at the same time. */
    List<String> place(String item, long quantity, int orders) {
        var frontend = engine("frontend-service");
        var accepted = IntStream.range(0, orders)
                .mapToObj(i -> frontend.accept(order(item, quantity), "frontend-service"))
                .toList();
        return wait(Uni.join().all(accepted).andFailFast()).stream()
                .map(saga -> saga.order().uuid())
                .toList();
    }

    /** Takes an order back, through another frontend than the one that took it. */
    Optional<Saga> cancel(String uuid) {
        return wait(engine("frontend-service-2").cancel(uuid, "frontend-service"));
    }

    void publish(String topic, String json) {
        wait(world.process("somebody").topics().publish(topic, Message.of(json, Map.of())));
    }

    /** Says once more, to every service, all that was ever said. */
    void repeatEverything() {
        for (var topic : CONSUMED) {
            world.published(topic).forEach(message -> publish(topic, message.text()));
        }
        settle();
    }

    void commit(Write... writes) {
        wait(world.process("somebody").documents().commit(List.of(writes)));
    }

    /** Lets everything come that still may. */
    void settle() {
        world.runFor(Duration.ofMinutes(2));
    }

    Saga atRest(String uuid) {
        await(() -> Flow.ORDERS.rests(saga(uuid).status()) && !saga(uuid).unpublished());
        return saga(uuid);
    }

    void await(BooleanSupplier condition) {
        assertThat(world.runUntil(condition, LIMIT))
                .as("in the world's own time")
                .isTrue();
    }

    Saga saga(String uuid) {
        return SagaDocument.saga(
                uuid, world.document(NAMES.saga(uuid)).orElseThrow().fields());
    }

    List<String> statuses(String uuid) {
        return saga(uuid).history().stream().map(Saga.Entry::status).toList();
    }

    long stock(String item) {
        return (Long) world.document(NAMES.stock(item)).orElseThrow().fields().get("quantity");
    }

    /** What the steps wrote for an order, beside its saga. */
    Stream<DocumentPath> records(String uuid) {
        return world.documents().stream()
                .map(document -> document.path())
                .filter(path -> path.id().equals(uuid) && !path.collection().equals(NAMES.sagas()));
    }

    /** What does not hold of what is promised, as of now. */
    List<Violation> violations(dev.ordersaga.operations.audit.Limits limits) {
        return Audit.of(NAMES, Flow.ORDERS, limits).check(world.now(), world.documents().stream());
    }

    private <T> T wait(Uni<T> answer) {
        var outcome = new AtomicReference<Optional<T>>();
        answer.subscribe().with(item -> outcome.set(Optional.ofNullable(item)), failure -> {
            throw new AssertionError(failure);
        });
        await(() -> outcome.get() != null);
        return outcome.get().orElse(null);
    }
}
