package dev.ordersaga.simulation;

import dev.ordersaga.memory.MemoryWorld;
import dev.ordersaga.port.Topics.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** What goes wrong at large: processes are killed, the database or the broker is away, the broker loses everything. */
final class Disasters {

    private static final List<String> NAMES =
            Shop.SUBSCRIPTIONS.stream().map(Subscription::name).toList();

    private final MemoryWorld world;
    private final Chaos chaos;
    private final Fleet fleet;
    private final Variant variant;
    private final Coverage coverage;
    private final History history;
    private final SplittableRandom random;

    Disasters(MemoryWorld world, Chaos chaos, Fleet fleet, Variant variant, Coverage coverage, History history) {
        this.world = world;
        this.chaos = chaos;
        this.fleet = fleet;
        this.variant = variant;
        this.coverage = coverage;
        this.history = history;
        this.random = chaos.random();
    }

    /** Plans them for a time of this length. */
    void schedule(Duration length) {
        plan(length, 35, () -> fleet.kill(anybody()));
        plan(length, 20, this::outage);
        plan(length, 40, () -> fleet.fallBehind(anybody()));
        plan(length, 15, this::strike);
        if (variant.sweeps()) {
            plan(length, 15, this::empty);
            plan(length, 10, this::replace);
        }
    }

    /** Some, with this percentage for one more. */
    private void plan(Duration length, int percentage, Runnable disaster) {
        while (random.nextInt(100) < percentage) {
            world.after(length.multipliedBy(random.nextInt(100)).dividedBy(100), disaster);
        }
    }

    private String anybody() {
        var troubled = Fleet.PROCESSES.stream().filter(variant::troubles).toList();
        return troubled.get(random.nextInt(troubled.size()));
    }

    private void outage() {
        var ofTheBroker = random.nextInt(3) == 0;
        var process = random.nextBoolean() ? Optional.of(anybody()) : Optional.<String>empty();
        history.tell(
                world.now(),
                process.orElse("everybody"),
                () -> "cannot reach the " + (ofTheBroker ? "broker" : "database"));
        world.after(Duration.ofMillis(random.nextInt(100, 8_000)), chaos.outage(ofTheBroker, process));
    }

    /** A whole service is gone for a while, as after a bad release. */
    private void strike() {
        coverage.count("service gone");
        var service = Fleet.SERVICES.get(1 + random.nextInt(Fleet.SERVICES.size() - 1));
        fleet.strike(service);
        world.after(Duration.ofMillis(random.nextInt(300, 5_000)), () -> fleet.endStrike(service));
    }

    private void empty() {
        coverage.count("broker emptied");
        history.tell(world.now(), "broker", () -> "loses all that waits");
        world.process("operator")
                .topics()
                .seek(NAMES, world.now().plusSeconds(1))
                .subscribe()
                .with(done -> {}, missing -> {});
    }

    /** As an emulator that is started again, empty; somebody makes its topology again. */
    private void replace() {
        coverage.count("broker replaced");
        history.tell(world.now(), "broker", () -> "is replaced by an empty one");
        world.process("operator").topics().remove(NAMES).subscribe().with(done -> {});
        world.after(
                Duration.ofMillis(random.nextInt(2_000)),
                () -> world.process("operator")
                        .topics()
                        .provision(Shop.SUBSCRIPTIONS)
                        .subscribe()
                        .with(done -> {}));
    }
}
