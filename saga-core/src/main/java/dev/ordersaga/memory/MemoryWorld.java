package dev.ordersaga.memory;

import dev.ordersaga.port.Document;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * A database, a broker and a clock in one thread. Nothing happens but by running its events, one after the other, in an
 * order that follows from the seed alone. What an event throws ends the run, so that no bug is overlooked.
 */
public final class MemoryWorld {

    /** How long a call or an answer is under way, at least and less than, in microseconds. */
    private static final int LATENCY_MICROS_MIN = 500;

    private static final int LATENCY_MICROS_MAX = 10_000;

    private final RandomGenerator random;
    private final Faults faults;
    private final Witness witness;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparing(Event::number));
    private final Map<String, MemoryProcess> processes = new HashMap<>();
    private final Database database = new Database(this::now);
    private final Broker broker = new Broker(this);
    private Instant now = Instant.parse("2025-01-01T00:00:00Z");
    private long scheduled;

    public MemoryWorld(long seed) {
        this(seed, Faults.NONE);
    }

    public MemoryWorld(long seed, Faults faults) {
        this(seed, faults, Witness.NONE);
    }

    public MemoryWorld(long seed, Faults faults, Witness witness) {
        this.random = new SplittableRandom(seed);
        this.faults = faults;
        this.witness = witness;
    }

    public Instant now() {
        return now;
    }

    /** The living process of this name; a new one when there is none or it was killed. */
    public MemoryProcess process(String name) {
        return processes.compute(
                name, (same, known) -> known != null && known.alive() ? known : new MemoryProcess(this, name));
    }

    /** Does something later, on behalf of no process. */
    public void after(Duration delay, Runnable task) {
        schedule(null, delay, task);
    }

    /** Runs the next event; false when there is none. */
    public boolean step() {
        var event = events.poll();
        if (event == null) {
            return false;
        }
        now = event.at();
        if (event.owner() == null || event.owner().alive()) {
            event.task().run();
        }
        return true;
    }

    /** Runs until the condition holds; false when it does not within the limit of virtual time. */
    public boolean runUntil(BooleanSupplier condition, Duration limit) {
        var end = now.plus(limit);
        while (!condition.getAsBoolean()) {
            if (events.isEmpty() || events.peek().at().isAfter(end)) {
                return false;
            }
            step();
        }
        return true;
    }

    /** Lets this much virtual time pass. */
    public void runFor(Duration duration) {
        var end = now.plus(duration);
        runUntil(() -> false, duration);
        now = end;
    }

    /** A document as it is now, without any call. */
    public Optional<Document> document(DocumentPath path) {
        return database.current(path);
    }

    /** All documents as they are now, in the order of their paths, without any call. */
    public List<Document> documents() {
        return database.current();
    }

    /** Everything that a topic ever took, in order, but for what it lost. */
    public List<Message> published(String topic) {
        return broker.published(topic);
    }

    /** Messages that a subscription still has to get acknowledged. */
    public int backlog(String subscription) {
        return broker.backlog(subscription);
    }

    Database database() {
        return database;
    }

    Broker broker() {
        return broker;
    }

    RandomGenerator random() {
        return random;
    }

    Fault fault(Call call) {
        return faults.at(call);
    }

    Witness witness() {
        return witness;
    }

    Duration latency() {
        return Duration.ofNanos(random.nextLong(LATENCY_MICROS_MIN, LATENCY_MICROS_MAX) * 1_000);
    }

    /** An event that only happens while its owner lives. */
    void schedule(MemoryProcess owner, Duration delay, Runnable task) {
        events.add(new Event(now.plus(delay), scheduled++, owner, task));
    }

    private record Event(Instant at, long number, MemoryProcess owner, Runnable task) {}
}
