package dev.ordersaga.system;

import static dev.ordersaga.system.Shop.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.localstack.Emulators;
import dev.ordersaga.port.Message;
import dev.ordersaga.port.Write;
import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.saga.Saga.Transition;
import dev.ordersaga.saga.SagaDocument;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real Prometheus by the real rules, in which only the durations are shorter: silent in a healthy shop, and then not. */
class AlertsE2E {

    /** What one in twenty orders may take. */
    private static final Duration SLOW_MIN = Duration.ofSeconds(10);

    /** Longer than that. */
    private static final Duration SLOW = Duration.ofSeconds(12);

    private static final Duration HEALTHY = Duration.ofSeconds(15);

    /** Longer than an order, and whoever undoes it, may take altogether. */
    private static final Duration STUCK = Duration.ofMinutes(8);

    private static final Map<String, String> IMPATIENT = Map.of(
            "ORDERSAGA_ENGINE_WAKE_AFTER", "8s",
            "ORDERSAGA_ENGINE_DEADLINE", "25s",
            "ORDERSAGA_ENGINE_SWEEP_EVERY", "1s",
            "ORDERSAGA_FRONTEND_BREAKER_CALLS", "4");

    private static TcpProxy firestore;
    private static Shop shop;
    private static Prometheus prometheus;

    @BeforeAll
    static void open() {
        var folder = Path.of("target", "stacks", "alerts");
        var program = Prometheus.find();
        firestore = TcpProxy.to(Emulators.forTests().firestoreHost());
        shop = Shop.open("alerts", config -> {
            var impatient = config;
            for (var service : Mishaps.SERVICES) {
                impatient = impatient
                        .withEnvironment(service, IMPATIENT)
                        .withEnvironment(service, Map.of("FIRESTORE_EMULATOR_HOST", firestore.host()));
            }
            return impatient;
        });
        shop.atRest(shop.place("widget", 1, "jack"), PATIENCE);
        prometheus = Prometheus.watch(
                program,
                shop.stack(),
                Monitoring.alertRules().replaceAll("for: \\d+[smh]", "for: 4s").replaceAll("\\[\\d+[smh]]", "[20s]"),
                folder.resolve("prometheus"));
    }

    /** Each is closed, last opened first, whichever of them was opened and whatever becomes of the others. */
    @AfterAll
    @SuppressWarnings("try")
    static void close() {
        try (var proxy = firestore;
                var opened = shop;
                var watching = prometheus) {
            try {
                if (shop != null && shop.stack().isRunning("payment-service")) {
                    shop.stack().signal("payment-service", "CONT");
                }
            } finally {
                if (firestore != null) {
                    firestore.mend();
                }
            }
        }
    }

    @Test
    void a_healthy_shop_wakes_nobody_and_each_alert_fires_once_there_is_something_to_see() {
        orderInPeace();
        assertThat(prometheus.evaluated()).containsExactlyInAnyOrderElementsOf(Monitoring.alertNames());
        // On a machine where orders take that long, it is right.
        assertThat(prometheus.fired()).isSubsetOf(areSlow() ? Set.of("OrdersagaOrdersSlow") : Set.of());

        shop.stack().signal("payment-service", "STOP");
        var slow = place(10);
        var slowSince = Instant.now();
        await().atMost(PATIENCE)
                .until(() -> slow.stream().allMatch(uuid -> shop.saga(uuid).is("INVENTORY_UPDATED")));
        await().atMost(PATIENCE).until(() -> Instant.now().isAfter(slowSince.plus(SLOW)));
        shop.stack().signal("payment-service", "CONT");
        awaitFired("OrdersSlow");

        shop.stack().kill("order-service");
        place(20);
        forgetAnOrder();
        shop.publish("order-created", Message.of("poison", Map.of()));
        Shop.wait(shop.topics().remove(List.of(shop.names().subscription("error-sub"))));

        Stream.of("ServiceDown", "DeadLetters", "NotTaking", "PublishedAgain", "OrdersStuck", "OrdersTimedOut")
                .forEach(AlertsE2E::awaitFired);

        firestore.cut();
        var callers = HttpClient.newHttpClient();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
            callers.sendAsync(anOrder(), BodyHandlers.discarding());
            return prometheus.fired().containsAll(Set.of("OrdersagaDatabaseAway", "OrdersagaBreakerOpen"));
        });

        assertThat(prometheus.fired()).containsExactlyInAnyOrderElementsOf(Monitoring.alertNames());
        assertThat(prometheus.metrics()).containsAll(Monitoring.metrics());
    }

    private static boolean areSlow() {
        return shop.sagas().stream()
                .anyMatch(saga ->
                        Duration.between(saga.receivedAt(), saga.since()).compareTo(SLOW_MIN) > 0);
    }

    private static void awaitFired(String alert) {
        prometheus.awaitFired("Ordersaga" + alert, PATIENCE);
    }

    /** Some orders complete, some are undone, one is taken back. */
    private static void orderInPeace() {
        var until = Instant.now().plus(HEALTHY);
        await().atMost(HEALTHY.plus(PATIENCE))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    shop.place("widget", 1, "jack");
                    shop.place("""
                    {"item":"wotsit","quantity":1,"user":"jill","payment-error":1}""");
                    return Instant.now().isAfter(until);
                });
        await().atMost(PATIENCE).until(shop::isAtRest);
    }

    private static List<String> place(int orders) {
        return IntStream.range(0, orders)
                .mapToObj(i -> shop.place("widget", 1, "jack"))
                .toList();
    }

    /** An order failed long ago, and whoever was to undo it has put it off. */
    private static void forgetAnOrder() {
        var uuid = UUID.randomUUID().toString();
        var now = Instant.now();
        var then = new Transition("frontend-service", "The order was received.", now.minus(STUCK), now.plus(STUCK));
        var forgotten =
                Saga.received(new Order(uuid, "jack", "widget", 1), then).failed("TIMED_OUT", then);
        shop.commit(new Write.Create(shop.names().saga(uuid), SagaDocument.fields(forgotten)));
    }

    private static HttpRequest anOrder() {
        return HttpRequest.newBuilder(shop.frontend("/order"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("""
                        {"item":"widget","quantity":1,"user":"jack"}"""))
                .build();
    }
}
