package dev.ordersaga.benchmarks;

import com.google.api.core.ApiFuture;
import com.google.api.core.ApiFutures;
import com.google.common.util.concurrent.MoreExecutors;
import com.google.pubsub.v1.ReceivedMessage;
import dev.ordersaga.benchmarks.Papers.Bought;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Lanes that take orders down their way batch by batch. No commit waits for a message: what is published is heard and
 * acknowledged beside it, which is faster than any saga can be.
 */
final class Lanes implements AutoCloseable {

    private static final int ITEMS = 100;
    private static final long LIMIT_MINUTES = 10;

    private final int batch;
    private final int lanes;
    private final Store store;
    private final Broker broker;
    private final Papers papers;
    private final ExecutorService threads;
    private final AtomicLong unheard = new AtomicLong();
    private final CompletableFuture<Void> heard = new CompletableFuture<>();

    Lanes(Clients clients, int batch, int lanes) {
        this.batch = batch;
        this.lanes = lanes;
        this.store = new Store(clients);
        this.broker = new Broker(clients);
        this.papers = Papers.draw(clients);
        this.threads = Executors.newFixedThreadPool(lanes);
        papers.stock(ITEMS);
        Papers.TOPICS.forEach(broker::provision);
        Papers.TOPICS.forEach(topic -> broker.listen(topic, lanes, messages -> acknowledge(topic, messages)));
    }

    /** Answers how many orders a second were written, told and acknowledged to the last. */
    double run(int orders) {
        unheard.set((long) orders * Papers.TOPICS.size());
        long began = System.nanoTime();
        var all = IntStream.range(0, lanes)
                .mapToObj(lane -> CompletableFuture.runAsync(() -> drive(lane, share(orders, lane)), threads))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(CompletableFuture.allOf(all), heard)
                .orTimeout(LIMIT_MINUTES, TimeUnit.MINUTES)
                .join();
        return orders * 1e9 / (System.nanoTime() - began);
    }

    private int share(int orders, int lane) {
        return orders / lanes + (lane < orders % lanes ? 1 : 0);
    }

    private void drive(int lane, int orders) {
        for (int done = 0; done < orders; done += batch) {
            int first = done;
            drive(IntStream.range(first, Math.min(first + batch, orders))
                    .mapToObj(number -> Bought.any(item(lane, number), number))
                    .toList());
        }
    }

    /** Lanes share no item: they would get into each other's way, and this is about what is possible. */
    private String item(int lane, int number) {
        int own = ITEMS / lanes;
        return Papers.item(lane * own + number % own);
    }

    private void drive(List<Bought> orders) {
        var told = new ArrayList<ApiFuture<?>>();
        var at = store.commit(papers.received(orders));
        told.add(publish(0, orders));
        for (int step = 1; step < Papers.TOPICS.size(); step++) {
            var found = store.read(papers.reads(step, orders));
            at = store.commit(papers.writes(step, orders, found));
            told.add(publish(step, orders));
        }
        store.writeEach(papers.marks(orders, at));
        join(ApiFutures.allAsList(told));
    }

    private ApiFuture<?> publish(int status, List<Bought> orders) {
        return broker.publish(Papers.TOPICS.get(status), papers.events(status, orders));
    }

    private void acknowledge(String topic, List<ReceivedMessage> messages) {
        broker.acknowledge(topic, messages)
                .addListener(
                        () -> {
                            if (unheard.addAndGet(-messages.size()) <= 0) {
                                heard.complete(null);
                            }
                        },
                        MoreExecutors.directExecutor());
    }

    private static void join(ApiFuture<?> future) {
        try {
            future.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        broker.close();
    }
}
