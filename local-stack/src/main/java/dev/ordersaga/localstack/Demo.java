package dev.ordersaga.localstack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Five orders, one for each way an order can go, and what became of them. */
record Demo(String frontend, Consumer<String> print) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Set<String> AT_REST = Set.of("PAYMENT_CREATED", "COMPENSATED");
    private static final ObjectMapper JSON = new ObjectMapper();

    static final List<Order> ORDERS = List.of(
            new Order("{\"item\":\"widget\",\"quantity\":50,\"user\":\"jack\"}", Fate.paid(500)),
            new Order("{\"item\":\"wotsit\",\"quantity\":80,\"user\":\"jill\"}", Fate.paid(1200)),
            new Order(
                    "{\"item\":\"wotsit\",\"quantity\":80,\"user\":\"jill\",\"payment-error\":\"null\"}",
                    Fate.compensated("PAYMENT_ERROR")),
            new Order(
                    "{\"item\":\"wotsit\",\"quantity\":500000,\"user\":\"jill\"}",
                    Fate.compensated("INSUFFICIENT_INVENTORY")),
            new Order("{\"item\":\"widget\",\"quantity\":25,\"user\":\"jimbo\"}", Fate.compensated("UNKNOWN_USER")));

    /** What to send and what must become of it. */
    record Order(String body, Fate expected) {}

    /** How an order ends; empty text where there is nothing to say. */
    record Fate(String status, String reason, String totalInvoice) {
        static Fate paid(int totalInvoice) {
            return new Fate("PAYMENT_CREATED", "", Integer.toString(totalInvoice));
        }

        static Fate compensated(String reason) {
            return new Fate("COMPENSATED", reason, "");
        }

        /** An undone order may well have been invoiced before. */
        static Fate of(JsonNode order) {
            var status = text(order, "status");
            var total = status.equals("PAYMENT_CREATED") ? text(order, "total_invoice") : "";
            return new Fate(status, text(order, "reason"), total);
        }
    }

    /** Tells whether each order met its expected fate. */
    boolean run() {
        var asExpected = true;
        for (var order : ORDERS) {
            asExpected &= place(order);
        }
        return asExpected;
    }

    private boolean place(Order order) {
        print.accept("POST /order " + order.body());
        var request = Http.request(frontend + "/order")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(order.body()))
                .build();
        var answer = Http.send(request)
                .orElseThrow(() -> new LocalStackException("Nothing answers at " + frontend + ". First: make up"));
        if (answer.statusCode() != 202) {
            print.accept("  unexpected answer %d: %s".formatted(answer.statusCode(), answer.body()));
            return false;
        }
        return follow(text(parse(answer), "uuid"), order.expected());
    }

    private boolean follow(String uuid, Fate expected) {
        var seen = new AtomicReference<JsonNode>(MissingNode.getInstance());
        var atRest = Await.until(PATIENCE, () -> {
            Http.get(frontend + "/order/" + uuid).map(Demo::parse).ifPresent(seen::set);
            return AT_REST.contains(text(seen.get(), "status"));
        });
        var order = seen.get();
        var fate = Fate.of(order);
        print.accept("  uuid   " + uuid);
        print.accept("  status " + fate.status() + (atRest ? "" : ", not at rest after 30 seconds"));
        printIfAny("reason", fate.reason());
        printIfAny("detail", text(order, "detail"));
        printIfAny("total ", fate.totalInvoice());
        if (!fate.equals(expected)) {
            print.accept("  expected " + expected);
        }
        return fate.equals(expected);
    }

    private void printIfAny(String label, String value) {
        if (!value.isEmpty()) {
            print.accept("  " + label + " " + value);
        }
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }

    private static JsonNode parse(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
