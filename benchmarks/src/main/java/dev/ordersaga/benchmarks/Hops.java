package dev.ordersaga.benchmarks;

import com.google.pubsub.v1.ReceivedMessage;
import dev.ordersaga.benchmarks.Papers.Bought;
import dev.ordersaga.localstack.Emulators;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * What an order's way takes in the emulators alone, at the rate at which orders come: one commit, then four times
 * published and delivered, with a read and a commit between two of them.
 */
final class Hops implements AutoCloseable {

    /** Streams from each subscription: what the services have. */
    private static final int STREAMS = 4;

    /** So many that no two orders on their way want the same: this is about the hops, not about contention. */
    private static final int ITEMS = 1_000;

    private static final double WARM_UP_SECONDS = 3;
    private static final long LIMIT_MINUTES = 2;

    /**
     * What was found: medians in milliseconds.
     *
     * @param p50Ms of the whole way
     * @param deliverP50Ms from publishing to delivery
     */
    record Result(double p50Ms, double commitP50Ms, double readP50Ms, double deliverP50Ms) {}

    private final Store store;
    private final Broker broker;
    private final Papers papers;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, CompletableFuture<Long>> arrivals = new ConcurrentHashMap<>();
    private final Stopwatch whole = new Stopwatch();
    private final Stopwatch commits = new Stopwatch();
    private final Stopwatch reads = new Stopwatch();
    private final Stopwatch deliveries = new Stopwatch();

    private Hops(Clients clients) {
        this.store = new Store(clients);
        this.broker = new Broker(clients);
        this.papers = Papers.draw(clients);
        papers.stock(ITEMS);
        for (int i = 0; i < Papers.TOPICS.size(); i++) {
            int status = i;
            var topic = Papers.TOPICS.get(i);
            broker.provision(topic);
            broker.listen(topic, STREAMS, messages -> arrived(topic, status, messages));
        }
    }

    static Result measure(Emulators emulators, double ordersPerSecond, int orders) {
        var project = "hops-" + UUID.randomUUID();
        try (var clients = Clients.of(emulators, project);
                var hops = new Hops(clients)) {
            hops.run(ordersPerSecond, (int) Math.ceil(Math.min(orders, WARM_UP_SECONDS * ordersPerSecond)));
            hops.forget();
            hops.run(ordersPerSecond, orders);
            return new Result(
                    hops.whole.medianMs(), hops.commits.medianMs(), hops.reads.medianMs(), hops.deliveries.medianMs());
        } finally {
            Wipe.project(emulators, project);
        }
    }

    /** Orders come when they come, whether or not those before them are through. */
    private void run(double ordersPerSecond, int orders) {
        long began = System.nanoTime();
        var all = IntStream.range(0, orders)
                .mapToObj(number -> {
                    Waiting.until(began + (long) (number * 1e9 / ordersPerSecond));
                    return CompletableFuture.runAsync(() -> go(number), threads);
                })
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(all).orTimeout(LIMIT_MINUTES, TimeUnit.MINUTES).join();
    }

    private void forget() {
        List.of(whole, commits, reads, deliveries).forEach(Stopwatch::forget);
    }

    private void go(int number) {
        var order = List.of(Bought.any(Papers.item(number % ITEMS), number));
        long began = System.nanoTime();
        var at = commits.of(() -> store.commit(papers.received(order)));
        deliver(0, order);
        for (int step = 1; step < Papers.TOPICS.size(); step++) {
            int now = step;
            var found = reads.of(() -> store.read(papers.reads(now, order)));
            at = commits.of(() -> store.commit(papers.writes(now, order, found)));
            deliver(step, order);
        }
        whole.add(System.nanoTime() - began);
        store.writeEach(papers.marks(order, at));
    }

    private void deliver(int status, List<Bought> order) {
        var arrival = new CompletableFuture<Long>();
        arrivals.put(key(status, order.get(0).uuid()), arrival);
        long published = System.nanoTime();
        broker.publish(Papers.TOPICS.get(status), papers.events(status, order));
        deliveries.add(arrival.orTimeout(LIMIT_MINUTES, TimeUnit.MINUTES).join() - published);
    }

    private void arrived(String topic, int status, List<ReceivedMessage> messages) {
        long now = System.nanoTime();
        messages.stream()
                .map(message -> key(status, message.getMessage().getAttributesOrThrow("uuid")))
                .map(arrivals::remove)
                .filter(Objects::nonNull)
                .forEach(arrival -> arrival.complete(now));
        broker.acknowledge(topic, messages);
    }

    private static String key(int status, String uuid) {
        return status + " " + uuid;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        broker.close();
    }

    /** What something takes, timed again and again. */
    private static final class Stopwatch {

        private static final int DIGITS = 3;

        private final ConcurrentHistogram nanos = new ConcurrentHistogram(DIGITS);

        <T> T of(Supplier<T> call) {
            long began = System.nanoTime();
            var answer = call.get();
            add(System.nanoTime() - began);
            return answer;
        }

        void add(long took) {
            nanos.recordValue(took);
        }

        void forget() {
            nanos.reset();
        }

        double medianMs() {
            return nanos.getValueAtPercentile(50) / 1e6;
        }
    }
}
