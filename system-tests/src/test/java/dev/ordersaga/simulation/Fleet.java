package dev.ordersaga.simulation;

import dev.ordersaga.engine.Engines;
import dev.ordersaga.engine.SagaEngine;
import dev.ordersaga.flow.Flow;
import dev.ordersaga.frontend.Settlements;
import dev.ordersaga.inventory.InventoryServiceSteps;
import dev.ordersaga.janitor.JanitorServiceSteps;
import dev.ordersaga.memory.MemoryProcess;
import dev.ordersaga.memory.MemoryWorld;
import dev.ordersaga.order.OrderServiceSteps;
import dev.ordersaga.payment.PaymentServiceSteps;
import dev.ordersaga.saga.Protocol;
import dev.ordersaga.saga.Saga;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Two of every service, and whoever starts those again that died. */
final class Fleet {

    static final List<String> SERVICES =
            List.of("frontend-service", "order-service", "inventory-service", "payment-service", "janitor-service");

    static final List<String> PROCESSES =
            SERVICES.stream().flatMap(name -> Stream.of(name, name + "-2")).toList();

    private static final Set<String> NAMES = Set.copyOf(PROCESSES);

    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final MemoryWorld world;
    private final Chaos chaos;
    private final Variant variant;
    private final Parts parts;
    private final Coverage coverage;
    private final History history;
    private final Map<String, MemoryProcess> processes = new HashMap<>();
    private final Map<String, SagaEngine> engines = new HashMap<>();
    private final Map<String, Duration> clockErrors = new HashMap<>();
    private final Set<String> down = new HashSet<>();
    private final Set<String> gone = new HashSet<>();

    Fleet(MemoryWorld world, Chaos chaos, Variant variant, Parts parts, Coverage coverage, History history) {
        this.world = world;
        this.chaos = chaos;
        this.variant = variant;
        this.parts = parts;
        this.coverage = coverage;
        this.history = history;
    }

    static boolean isService(String process) {
        return NAMES.contains(process);
    }

    void start() {
        PROCESSES.forEach(this::start);
        supervise();
    }

    SagaEngine engine(String process) {
        return engines.get(process);
    }

    /** Has an order settled at this frontend. */
    Uni<Optional<Saga>> settle(String frontend, String uuid) {
        var site = new Parts.Site(
                world, processes.get(frontend), processes.get(frontend).time(), "frontend-service");
        return engines.get(frontend).settle(uuid, parts.settlement(site, Settlements.settlement(Shop.NAMES)));
    }

    boolean runs(String process) {
        return processes.get(process).alive();
    }

    void kill(String process) {
        if (runs(process)) {
            coverage.count("killed");
            history.tell(world.now(), process, () -> "is killed");
            processes.get(process).kill();
        }
    }

    /** No process of this service lives, until that ends. */
    void strike(String service) {
        PROCESSES.stream().filter(name -> name.startsWith(service)).forEach(name -> {
            kill(name);
            down.remove(name);
            gone.add(name);
        });
    }

    void endStrike(String service) {
        gone.removeIf(name -> name.startsWith(service));
    }

    /**
     * A process's clock falls behind, as that of a machine that was suspended. It never jumps ahead while the process
     * lives: it goes on evenly whoever sets the machine's clock.
     */
    void fallBehind(String process) {
        coverage.count("clock jumped");
        clockErrors.merge(process, Duration.ofSeconds(chaos.random().nextInt(3_600)), Duration::minus);
        history.tell(world.now(), process, () -> "falls behind, its clock wrong by " + clockErrors.get(process));
    }

    private void start(String name) {
        down.remove(name);
        clockErrors.put(name, clockError());
        coverage.count(clockErrors.get(name).isZero() ? "started" : "started with a wrong clock");
        history.tell(world.now(), name, () -> "starts, its clock wrong by " + clockErrors.get(name));
        var process = world.process(name);
        processes.put(name, process);
        var service = name.replaceFirst("-2$", "");
        var time = new WrongClock(process.time(), () -> clockErrors.get(name));
        var site = new Parts.Site(world, process, time, service);
        var documents = new LateCommits(name, time, parts.documents(site, process.documents()), chaos);
        var protocol = new CountedProtocol(
                parts.protocol(new Protocol(Flow.ORDERS, variant.limits().deadline())), coverage);
        var engine = Engines.engine(
                Shop.NAMES,
                documents,
                parts.topics(site, process.topics()),
                time,
                variant.limits().engine(),
                protocol);
        engines.put(name, engine);
        switch (service) {
            case "order-service" -> engine.run(parts.step(site, OrderServiceSteps.step(Shop.NAMES)));
            case "inventory-service" -> engine.run(parts.step(site, InventoryServiceSteps.step(Shop.NAMES)));
            case "payment-service" -> engine.run(parts.step(site, PaymentServiceSteps.step(Shop.NAMES, true)));
            case "janitor-service" -> {
                engine.run(parts.compensation(site, JanitorServiceSteps.compensation(Shop.NAMES)));
                if (variant.sweeps()) {
                    engine.relay(name);
                }
            }
            default -> {}
        }
    }

    private Duration clockError() {
        var random = chaos.random();
        return switch (random.nextInt(5)) {
            case 0 -> Duration.ofMillis(random.nextLong(-5_000, 5_000));
            case 1 -> Duration.ofSeconds(random.nextLong(-3_600, 3_600));
            case 2 -> Duration.ofHours(random.nextLong(-48, 48));
            default -> Duration.ZERO;
        };
    }

    private void supervise() {
        PROCESSES.stream()
                .filter(name -> !down.contains(name) && !gone.contains(name))
                .filter(name -> !runs(name))
                .forEach(this::restart);
        world.after(LOOK_EVERY, this::supervise);
    }

    /** After a while, which may be long, but not after the end of all trouble. */
    private void restart(String name) {
        down.add(name);
        history.tell(world.now(), name, () -> "is dead");
        coverage.count("restarted");
        var absent = Duration.ofMillis(chaos.random().nextInt(chaos.random().nextInt(10) == 0 ? 10_000 : 1_500));
        world.after(absent, () -> startIfDown(name));
    }

    private void startIfDown(String name) {
        if (down.contains(name)) {
            start(name);
        }
    }

    /** Starts at once whoever is dead. */
    void startAll() {
        gone.clear();
        PROCESSES.stream().filter(name -> !runs(name)).forEach(this::start);
    }
}
