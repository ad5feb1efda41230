package dev.ordersaga.frontend;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ordersaga.saga.Order;
import java.util.Map;
import java.util.Optional;

/** What the frontend makes of a body. */
public final class OrderForms {

    private OrderForms() {}

    public static Order read(String uuid, String body) {
        return OrderForm.read(uuid, body.getBytes(UTF_8));
    }

    /** The problem that a body is answered with; empty when it is taken. */
    public static Optional<Map<String, Object>> problem(String body) {
        try {
            read("00000000-0000-4000-8000-000000000001", body);
            return Optional.empty();
        } catch (ProblemException problem) {
            return Optional.of(problem.body());
        }
    }
}
