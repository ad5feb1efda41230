package dev.ordersaga.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ordersaga.benchmarks.Sent.Ticket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadTest {

    private final Queue<String> bodies = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();
    private final Load load = new Load(4);
    private HttpServer frontend;
    private int putOffTimes;
    private int answer = 202;

    @BeforeEach
    void open() throws IOException {
        frontend = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        frontend.createContext("/order", this::answer);
        frontend.start();
    }

    @AfterEach
    void close() {
        load.close();
        frontend.stop(0);
    }

    private void answer(HttpExchange order) throws IOException {
        var key = order.getRequestHeaders().getFirst("Idempotency-Key");
        bodies.add(new String(order.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        boolean putOff = asked.merge(key, 1, Integer::sum) <= putOffTimes;
        order.getResponseHeaders().add("Retry-After", "0");
        order.getResponseHeaders().add("Location", "/order/" + key);
        order.sendResponseHeaders(putOff ? 429 : answer, -1);
        order.close();
    }

    private List<URI> frontends() {
        return List.of(URI.create("http://127.0.0.1:" + frontend.getAddress().getPort()));
    }

    @Test
    void every_order_is_placed_once_and_known_by_its_uuid() {
        var sent = load.closed(frontends(), Goods.SPREAD, 200, 16);

        assertThat(sent.tickets()).extracting(Ticket::uuid).containsExactlyInAnyOrderElementsOf(asked.keySet());
        assertThat(bodies)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 200).mapToObj(Goods.SPREAD::order).toList());
        assertThat(bodies).contains("""
                {"item":"item-042","quantity":1,"user":"jack"}""");
        assertThat(sent.putOff()).isZero();
        assertThat(sent.answered()).isGreaterThan(sent.began());
    }

    @Test
    void who_is_put_off_comes_again_with_the_same_key() {
        putOffTimes = 2;

        var sent = load.closed(frontends(), Goods.HOT, 20, 4);

        assertThat(sent.putOff()).isEqualTo(40);
        assertThat(asked)
                .hasSize(20)
                .allSatisfy((key, times) -> assertThat(times).isEqualTo(3));
        assertThat(sent.tickets()).hasSize(20);
    }

    @Test
    void orders_of_the_open_load_are_to_be_sent_at_their_times() {
        var sent = load.open(frontends(), Goods.HOT, 50, 500);

        var times = sent.tickets().stream().map(Ticket::intended).sorted().toList();
        assertThat(times.get(49) - times.get(0)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(2 * 49));
    }

    @Test
    void an_answer_that_is_none_ends_the_run() {
        answer = 500;

        assertThatThrownBy(() -> load.closed(frontends(), Goods.HOT, 10, 2))
                .hasMessageContaining("POST was answered 500");
    }
}
