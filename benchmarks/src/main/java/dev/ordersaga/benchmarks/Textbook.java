package dev.ordersaga.benchmarks;

import com.google.cloud.firestore.DocumentReference;
import com.google.cloud.firestore.Firestore;
import dev.ordersaga.localstack.Emulators;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * The textbook way: the inventory step alone, as one Firestore transaction per message, all orders for one item. It is
 * spared the messages themselves, the saga and every other step.
 */
final class Textbook {

    private static final List<Integer> CONCURRENCIES = List.of(1, 2, 4, 8);
    private static final int ASKED_FOR = 8;
    private static final Duration WARM_UP = Duration.ofSeconds(1);

    /** How long each concurrency has, unless its orders are through before: several times as long as a wait for a lock. */
    private static final Duration TIME = Duration.ofSeconds(10);

    /** What was found. */
    record Result(double bestPerSecond, int bestConcurrency, double at8PerSecond) {

        static Result of(List<Point> points) {
            var best = points.stream()
                    .max(Comparator.comparingDouble(Point::perSecond))
                    .orElseThrow();
            var asked = points.stream()
                    .filter(point -> point.concurrency() == ASKED_FOR)
                    .findFirst()
                    .orElseThrow();
            return new Result(best.perSecond(), best.concurrency(), asked.perSecond());
        }
    }

    /** What so many at once came to. */
    record Point(int concurrency, double perSecond) {}

    private Textbook() {}

    static Result measure(Emulators emulators, int orders, PrintStream out) {
        run(emulators, 1, orders, WARM_UP);
        var points = new ArrayList<Point>();
        for (int concurrency : CONCURRENCIES) {
            var point = new Point(concurrency, run(emulators, concurrency, orders, TIME));
            out.printf("  textbook: %d transactions at once: %.1f/s%n", concurrency, point.perSecond());
            points.add(point);
        }
        return Result.of(points);
    }

    /** So many threads, each one transaction after the other, until the time is up or the orders are. */
    private static double run(Emulators emulators, int concurrency, int orders, Duration time) {
        var left = new AtomicInteger(orders);
        var done = new AtomicInteger();
        var threads = Executors.newFixedThreadPool(concurrency);
        try (var clients = Clients.of(emulators, "textbook-" + UUID.randomUUID())) {
            var stock = stock(clients.firestore());
            long began = System.nanoTime();
            long deadline = began + time.toNanos();
            var all = IntStream.range(0, concurrency)
                    .mapToObj(i -> CompletableFuture.runAsync(
                            () -> {
                                while (left.getAndDecrement() > 0) {
                                    reserve(clients.firestore(), stock, deadline);
                                    done.incrementAndGet();
                                }
                            },
                            threads))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(all)
                    .completeOnTimeout(null, time.toNanos(), TimeUnit.NANOSECONDS)
                    .join();
            return done.get() * 1e9 / (System.nanoTime() - began);
        } finally {
            threads.shutdownNow();
        }
    }

    private static DocumentReference stock(Firestore firestore) {
        var stock = firestore.document("inventory/widget");
        try {
            stock.create(Map.of("quantity", Papers.PLENTY, "price_per_unit", 10, "stocked", Papers.PLENTY))
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return stock;
    }

    /** A transaction that gives up comes again, as its message would. */
    private static void reserve(Firestore firestore, DocumentReference stock, long deadline) {
        var reservation = stock.collection("orders").document(UUID.randomUUID().toString());
        while (true) {
            try {
                firestore
                        .runTransaction(transaction -> {
                            long left = transaction.get(stock).get().getLong("quantity") - 1;
                            transaction.create(reservation, Map.of("item", "widget", "quantity", 1, "user", "jack"));
                            transaction.update(stock, "quantity", left);
                            return left;
                        })
                        .get();
                return;
            } catch (ExecutionException e) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("out of time", e);
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException("out of time", e);
            }
        }
    }
}
