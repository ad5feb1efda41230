package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.testing.EventSource;
import dev.ordersaga.testing.EventSource.Event;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two frontends, and many who send and watch the same orders. */
class FollowE2E {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final List<String> FRONTENDS = List.of("frontend-service", "frontend-service-2");
    private static final int SENDERS = 500;
    private static final int ORDERS = 10;
    private static final int WATCHERS = 100;
    private static final int LOOKS = 20;

    /** Two seconds where there is nothing else to do. */
    private static final Duration HEARD_WITHIN = Duration.ofSeconds(10);

    /** Each order twice a second, whoever watches, and a tenth more because time is not told exactly. */
    private static final double READS_PER_SECOND_MAX = ORDERS * 2 * 1.1;

    private static final double GROWTH_MAX = 50e6;

    private static Shop shop;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void open() {
        shop = Shop.open("follow", config -> config.withInstances("frontend-service", 2));
    }

    @AfterAll
    static void close() {
        shop.audit();
        shop.close();
    }

    private static URI at(String frontend, String path) {
        return shop.stack().baseUri(frontend).resolve(path);
    }

    /** Sends one order so many times at once with one key, in turn through these frontends. */
    private List<HttpResponse<String>> send(String item, List<String> frontends) {
        var key = UUID.randomUUID().toString();
        var answers = IntStream.range(0, SENDERS)
                .mapToObj(i -> HttpRequest.newBuilder(at(frontends.get(i % frontends.size()), "/order"))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString("{\"item\":\"" + item + "\",\"quantity\":1,\"user\":\"jack\"}"))
                        .build())
                .map(request -> http.sendAsync(request, BodyHandlers.ofString()))
                .toList();
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private static void assertOneOrder(String item, List<HttpResponse<String>> answers) {
        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(202);
        assertThat(answers.stream().map(HttpResponse::body).distinct()).hasSize(1);
        assertThat(answers)
                .filteredOn(answer ->
                        answer.headers().firstValue("Idempotency-Replayed").isEmpty())
                .hasSizeLessThanOrEqualTo(1);
        shop.atRest(Json.text(answers.get(0).body(), "uuid"), PATIENCE);
        assertThat(shop.stockOf(item)).isEqualTo(99);
        assertThat(shop.sagas())
                .filteredOn(saga -> saga.order().item().equals(item))
                .hasSize(1);
    }

    @Test
    void five_hundred_with_one_key_are_one_order() {
        shop.stock("once", 100, 1);

        assertOneOrder("once", send("once", FRONTENDS.subList(0, 1)));
    }

    @Test
    void through_two_frontends_they_are_one_order_too() {
        shop.stock("once-for-two", 100, 1);

        assertOneOrder("once-for-two", send("once-for-two", FRONTENDS));
    }

    @Test
    void who_comes_back_to_another_frontend_misses_nothing_and_hears_nothing_twice() {
        shop.stack().stop("inventory-service");
        var uuid = shop.place("widget", 1, "jack");
        var path = "/order/" + uuid + "/events";
        var heard = new ArrayList<Event>();
        try (var first = EventSource.open(http, at(FRONTENDS.get(0), path))) {
            await().atMost(PATIENCE).until(() -> first.events().size() == 2);
            heard.addAll(first.events());
        }

        shop.stack().start("inventory-service");
        shop.atRest(uuid, PATIENCE);
        try (var second =
                EventSource.open(http, at(FRONTENDS.get(1), path), heard.get(1).id())) {
            await().atMost(PATIENCE).until(second::ended);
            heard.addAll(second.events());
        }

        assertThat(heard).extracting(Event::id).containsExactly("1", "2", "3", "4");
        assertThat(heard.stream().map(event -> Json.text(event.data(), "status")))
                .containsExactly("RECEIVED", "ORDER_CREATED", "INVENTORY_UPDATED", Flow.ORDERS.completed());
    }

    @Test
    void who_watches_is_sent_on_when_a_frontend_ends() {
        shop.stack().stop("inventory-service");
        var uuid = shop.place("widget", 1, "jack");
        try (var events = EventSource.open(http, at(FRONTENDS.get(1), "/order/" + uuid + "/events"))) {
            await().atMost(PATIENCE).until(() -> events.events().size() == 2);

            shop.stack().stop(FRONTENDS.get(1));

            await().atMost(Duration.ofSeconds(10)).until(events::ended);
        }
        shop.stack().start(FRONTENDS.get(1));
        shop.stack().start("inventory-service");
        shop.stack().awaitReady(FRONTENDS.get(1), PATIENCE);
        shop.atRest(uuid, PATIENCE);
    }

    @Test
    void a_thousand_who_watch_ten_orders_hear_of_every_change_at_the_price_of_ten() {
        shop.stack().stop("inventory-service");
        var orders = Stream.generate(() -> shop.place("widget", 1, "jack"))
                .limit(ORDERS)
                .toList();
        var watchers = new ArrayList<EventSource>();
        try {
            orders.forEach(uuid -> watchers.add(watch(uuid)));
            awaitHeard(watchers, 2);
            var few = readsPerSecond();
            var before = memory();

            for (int i = 1; i < WATCHERS; i++) {
                orders.forEach(uuid -> watchers.add(watch(uuid)));
            }
            awaitHeard(watchers, 2);
            var many = readsPerSecond();
            var growth = memory() - before;

            shop.stack().start("inventory-service");
            var stored = new HashMap<String, Instant>();
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
                noteStored(stored);
                return watchers.stream().allMatch(EventSource::ended);
            });
            noteStored(stored);
            var delays = IntStream.range(0, watchers.size())
                    .boxed()
                    .flatMap(i -> watchers.get(i).events().stream()
                            .skip(2)
                            .map(event ->
                                    Duration.between(stored.get(orders.get(i % ORDERS) + at(event)), event.heardAt())))
                    .sorted()
                    .toList();
            var p99 = delays.get(delays.size() * 99 / 100);
            System.out.printf(
                    "%d watchers of %d orders: changes heard after %d ms (median), %d ms (p99);"
                            + " %.1f documents read per second by %d watchers, %.1f by all; memory grown by %.1f MB%n",
                    watchers.size(),
                    ORDERS,
                    delays.get(delays.size() / 2).toMillis(),
                    p99.toMillis(),
                    few,
                    ORDERS,
                    many,
                    growth / 1e6);

            assertThat(watchers)
                    .allSatisfy(each ->
                            assertThat(each.events().stream().map(Event::id)).containsExactly("1", "2", "3", "4"));
            assertThat(p99).isLessThan(HEARD_WITHIN);
            assertThat(List.of(few, many)).allMatch(reads -> reads <= READS_PER_SECOND_MAX);
            assertThat(growth).isLessThan(GROWTH_MAX);
        } finally {
            watchers.forEach(EventSource::close);
        }
    }

    private static void noteStored(Map<String, Instant> stored) {
        shop.sagas()
                .forEach(saga -> saga.history()
                        .forEach(change -> stored.putIfAbsent(saga.order().uuid() + change.at(), Instant.now())));
    }

    private EventSource watch(String uuid) {
        return EventSource.open(http, at(FRONTENDS.get(0), "/order/" + uuid + "/events"));
    }

    private static void awaitHeard(List<EventSource> watchers, int events) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> watchers.stream().allMatch(each -> each.events().size() == events));
    }

    /** Documents that the frontend reads for those who watch, over so many looks. */
    private static double readsPerSecond() {
        var began = System.nanoTime();
        var before = reads();
        await().atMost(PATIENCE).until(() -> reads() >= before + LOOKS * ORDERS);
        return (reads() - before) / ((System.nanoTime() - began) / 1e9);
    }

    private static double reads() {
        return shop.metric(FRONTENDS.get(0), "ordersaga_watch_reads_total");
    }

    /** Bytes of the heap and beside it in use, after a collection. */
    private static double memory() {
        var pid = Long.toString(shop.stack().pid(FRONTENDS.get(0)));
        var jcmd = Arrays.asList(System.getProperty("java.home") + "/bin/jcmd", pid, "GC.run");
        try {
            assertThat(new ProcessBuilder(jcmd)
                            .redirectErrorStream(true)
                            .start()
                            .waitFor())
                    .isZero();
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return shop.metric(FRONTENDS.get(0), "jvm_memory_used_bytes");
    }

    private static Instant at(Event event) {
        return Instant.parse(Json.text(event.data(), "at"));
    }
}
