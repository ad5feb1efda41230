package dev.ordersaga.system;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.port.Message;
import dev.ordersaga.saga.Saga;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** People who order without a pause at every frontend, some to cancel later; it is known what must become of each order. */
final class Crowd implements AutoCloseable {

    /** What there is enough of for everybody. */
    static final String PLENTY = "plenty";

    private static final int PEOPLE = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String CANCELLED = "CANCELLED";
    private static final String REPORTED = "FRAUD_SUSPECTED";

    /** An order, by what must become of it. */
    private enum Wish {
        GOOD("\"item\":\"" + PLENTY + "\",\"quantity\":1,\"user\":\"jack\"", Optional.empty()),
        UNPAID(
                "\"item\":\"wotsit\",\"quantity\":2,\"user\":\"jill\",\"payment-error\":1",
                Optional.of("PAYMENT_ERROR")),
        TOO_MUCH("\"item\":\"wotsit\",\"quantity\":999999,\"user\":\"jill\"", Optional.of("INSUFFICIENT_INVENTORY")),
        STRANGER("\"item\":\"widget\",\"quantity\":1,\"user\":\"jimbo\"", Optional.of("UNKNOWN_USER"));

        private final String fields;
        private final Optional<String> reason;

        Wish(String fields, Optional<String> reason) {
            this.fields = fields;
            this.reason = reason;
        }

        /** Eight of ten are good. */
        static Wish any() {
            int chance = ThreadLocalRandom.current().nextInt(30);
            return chance < 24 ? GOOD : values()[1 + chance % 3];
        }
    }

    private final Shop shop;
    private final List<URI> frontends;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ScheduledExecutorService people = Executors.newScheduledThreadPool(PEOPLE);

    /** Answered with 202. */
    private final Map<String, Wish> taken = new ConcurrentHashMap<>();

    private final List<String> inOrder = new CopyOnWriteArrayList<>();
    private final Set<String> askedToCancel = ConcurrentHashMap.newKeySet();
    private final Set<String> cancelled = ConcurrentHashMap.newKeySet();
    private final Set<String> reported = ConcurrentHashMap.newKeySet();
    private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger unknown = new AtomicInteger();
    private final AtomicInteger unreachable = new AtomicInteger();
    private volatile Duration slowestAnswer = Duration.ZERO;

    private Crowd(Shop shop) {
        this.shop = shop;
        this.frontends = shop.stack().names().stream()
                .filter(name -> name.startsWith("frontend-service"))
                .map(name -> shop.stack().baseUri(name))
                .toList();
    }

    /** Puts it on the shelf. */
    static void stock(Shop shop) {
        shop.stock(PLENTY, 1_000_000_000L, 10);
    }

    /** Lets people in, who together order so often. */
    static Crowd letIn(Shop shop, int ordersPerSecond) {
        var crowd = new Crowd(shop);
        long pause = TimeUnit.SECONDS.toMicros(PEOPLE) / ordersPerSecond;
        for (int i = 0; i < PEOPLE; i++) {
            crowd.people.scheduleAtFixedRate(crowd::act, i * pause / PEOPLE, pause, TimeUnit.MICROSECONDS);
        }
        return crowd;
    }

    /** Whatever throws here would end this person's orders unseen. */
    private void act() {
        try {
            order();
            int chance = ThreadLocalRandom.current().nextInt(100);
            if (chance < 3) {
                recent().ifPresent(this::cancel);
            } else if (chance < 4) {
                recent().ifPresent(this::report);
            }
        } catch (RuntimeException e) {
            unexpected.add(e.toString());
        }
    }

    private void order() {
        var wish = Wish.any();
        var body = BodyPublishers.ofString("{" + wish.fields + "}");
        var key = UUID.randomUUID().toString();
        UnaryOperator<HttpRequest.Builder> order = request -> request.header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(body);
        send("/order", order).ifPresent(answer -> {
            switch (answer.statusCode()) {
                case 202 -> take(uuid(answer), wish);
                case 429 -> refused.incrementAndGet();
                case 503 -> (answer.body().contains("may have been taken") ? unknown : refused).incrementAndGet();
                default -> unexpected.add("POST was answered " + answer.statusCode() + " " + answer.body());
            }
        });
    }

    private void take(String uuid, Wish wish) {
        taken.put(uuid, wish);
        inOrder.add(uuid);
    }

    private void cancel(String uuid) {
        askedToCancel.add(uuid);
        send("/order/" + uuid, HttpRequest.Builder::DELETE).ifPresent(answer -> {
            switch (answer.statusCode()) {
                case 202 -> cancelled.add(uuid);
                case 429, 503 -> refused.incrementAndGet();
                default -> unexpected.add("DELETE was answered " + answer.statusCode() + " " + answer.body());
            }
        });
    }

    /** Whether the report arrives is not known, for the broker may be away. */
    private void report(String uuid) {
        reported.add(uuid);
        shop.topics()
                .publish(
                        Flow.ERROR_TOPIC,
                        Message.of(
                                "{\"uuid\":\"%s\",\"reason\":\"%s\"}".formatted(uuid, REPORTED), Map.of("uuid", uuid)))
                .subscribe()
                .with(published -> {}, failure -> {});
    }

    /** Asks any frontend, and another when that one does not answer, as a load balancer does. */
    private Optional<HttpResponse<String>> send(String path, UnaryOperator<HttpRequest.Builder> with) {
        var any = new ArrayList<>(frontends);
        Collections.shuffle(any);
        var answer = any.stream()
                .map(frontend -> with.apply(HttpRequest.newBuilder(frontend.resolve(path))))
                .flatMap(request -> send(request).stream())
                .findFirst();
        if (answer.isEmpty()) {
            unreachable.incrementAndGet();
        }
        return answer;
    }

    private Optional<HttpResponse<String>> send(HttpRequest.Builder request) {
        var began = System.nanoTime();
        try {
            return Optional.of(http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString()));
        } catch (IOException | InterruptedException e) {
            return Optional.empty();
        } finally {
            answeredAfter(Duration.ofNanos(System.nanoTime() - began));
        }
    }

    private synchronized void answeredAfter(Duration time) {
        if (time.compareTo(slowestAnswer) > 0) {
            slowestAnswer = time;
        }
    }

    private Optional<String> recent() {
        int size = inOrder.size();
        return size == 0
                ? Optional.empty()
                : Optional.of(inOrder.get(ThreadLocalRandom.current().nextInt(Math.max(0, size - 50), size)));
    }

    private static String uuid(HttpResponse<String> answer) {
        return Json.text(answer.body(), "uuid");
    }

    /** Orders that were answered with 202. */
    int taken() {
        return taken.size();
    }

    /** What people were told, in words. */
    String told() {
        return "%d taken, %d put off, %d may be taken, %d reached nobody; %d cancelled, %d reported; slowest answer %d ms"
                .formatted(
                        taken.size(),
                        refused.get(),
                        unknown.get(),
                        unreachable.get(),
                        cancelled.size(),
                        reported.size(),
                        slowestAnswer.toMillis());
    }

    /** What was answered as it must not be, and the orders taken of which has not become what must. */
    List<String> wrong(Map<String, Saga> sagas) {
        var wrong = new ArrayList<>(unexpected);
        taken.forEach((uuid, wish) -> {
            var saga = Optional.ofNullable(sagas.get(uuid));
            if (saga.isEmpty()) {
                wrong.add(uuid + ": " + wish + ", taken and gone");
            } else if (!isRight(wish, saga.get())) {
                wrong.add("%s: %s and %s %s"
                        .formatted(uuid, wish, saga.get().status(), saga.get().history()));
            }
        });
        return wrong;
    }

    private boolean isRight(Wish wish, Saga saga) {
        var uuid = saga.order().uuid();
        if (saga.is(Flow.ORDERS.completed())) {
            return wish == Wish.GOOD && !cancelled.contains(uuid);
        }
        var reason = saga.reason().orElse("");
        return saga.is(Flow.COMPENSATED)
                && (wish.reason.filter(reason::equals).isPresent()
                        || reason.equals(CANCELLED) && askedToCancel.contains(uuid)
                        || reason.equals(REPORTED) && reported.contains(uuid));
    }

    /** Nobody orders any more. */
    @Override
    public void close() {
        people.shutdown();
        try {
            if (!people.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("people do not leave");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
