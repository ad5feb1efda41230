package dev.ordersaga.benchmarks;

import dev.ordersaga.benchmarks.Sent.Ticket;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Customers, who order over HTTP, and come again with the same order when they are put off. One thread is all of them. */
final class Load implements AutoCloseable {

    private static final long LIMIT_MINUTES = 20;

    private final Vertx vertx = Vertx.vertx(new VertxOptions()
            .setEventLoopPoolSize(1)
            .setFileSystemOptions(
                    new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));

    private final HttpClient http;

    /** Customers who hold so many connections at the most. */
    Load(int connections) {
        this.http = vertx.createHttpClient(
                new HttpClientOptions().setTcpNoDelay(true), new PoolOptions().setHttp1MaxSize(connections));
    }

    /** So many orders wait for their answers at any time: the next is sent when one is answered. */
    Sent closed(List<URI> frontends, Goods goods, int orders, int atATime) {
        var sending = new Sending(frontends, goods, orders);
        for (int i = 0; i < Math.min(atATime, orders); i++) {
            sending.next();
        }
        return sending.end();
    }

    /** Orders come at their times, whether or not those before them are answered. */
    Sent open(List<URI> frontends, Goods goods, int orders, double perSecond) {
        var sending = new Sending(frontends, goods, orders);
        long began = System.nanoTime();
        for (int number = 0; number < orders; number++) {
            long intended = began + (long) (number * 1e9 / perSecond);
            Waiting.until(intended);
            sending.send(number, intended);
        }
        return sending.end();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** Orders on their way to be taken. */
    private final class Sending {

        private final List<URI> frontends;
        private final Goods goods;
        private final int orders;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger putOff = new AtomicInteger();
        private final AtomicInteger taken = new AtomicInteger();
        private final Queue<Ticket> tickets = new ConcurrentLinkedQueue<>();
        private final CompletableFuture<Void> end = new CompletableFuture<>();

        private Sending(List<URI> frontends, Goods goods, int orders) {
            this.frontends = frontends;
            this.goods = goods;
            this.orders = orders;
        }

        private void next() {
            int number = next.getAndIncrement();
            if (number < orders) {
                send(number, System.nanoTime()).onSuccess(answered -> next());
            }
        }

        private Future<String> send(int number, long intended) {
            var body = Buffer.buffer(goods.order(number));
            return place(number, UUID.randomUUID().toString(), body)
                    .onSuccess(uuid -> taken(new Ticket(uuid, intended, System.nanoTime())))
                    .onFailure(end::completeExceptionally);
        }

        private Future<String> place(int number, String key, Buffer body) {
            var frontend = frontends.get(number % frontends.size());
            return http.request(new RequestOptions()
                            .setMethod(HttpMethod.POST)
                            .setHost(frontend.getHost())
                            .setPort(frontend.getPort())
                            .setURI("/order")
                            .putHeader("Content-Type", "application/json")
                            .putHeader("Idempotency-Key", key))
                    .compose(request -> request.send(body))
                    .compose(answer -> answer.end().map(answer))
                    .compose(answer -> switch (answer.statusCode()) {
                        case 202 -> Future.succeededFuture(uuid(answer));
                        case 429, 503 -> later(answer).compose(again -> place(number, key, body));
                        default -> Future.failedFuture("POST was answered " + answer.statusCode());
                    });
        }

        private Future<?> later(HttpClientResponse answer) {
            putOff.incrementAndGet();
            long seconds = Long.parseLong(answer.getHeader("Retry-After"));
            return vertx.timer(Math.max(1, seconds * 1_000), TimeUnit.MILLISECONDS);
        }

        private void taken(Ticket ticket) {
            tickets.add(ticket);
            if (taken.incrementAndGet() == orders) {
                end.complete(null);
            }
        }

        private Sent end() {
            end.orTimeout(LIMIT_MINUTES, TimeUnit.MINUTES).join();
            return new Sent(List.copyOf(tickets), putOff.get());
        }
    }

    private static String uuid(HttpClientResponse answer) {
        var location = answer.getHeader("Location");
        return location.substring(location.lastIndexOf('/') + 1);
    }
}
