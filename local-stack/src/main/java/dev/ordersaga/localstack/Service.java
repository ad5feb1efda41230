package dev.ordersaga.localstack;

import java.nio.file.Path;
import java.util.List;

/**
 * One of the system's services: its name, the port it gets unless the variable says otherwise, and java's arguments.
 */
record Service(String name, String portVariable, int portDefault, List<String> program) {
    static List<Service> all(Path home) {
        return List.of(
                quarkus(home, "frontend-service", "FRONTEND_PORT", 8080),
                quarkus(home, "order-service", "ORDER_PORT", 8081),
                quarkus(home, "inventory-service", "INVENTORY_PORT", 8082),
                quarkus(home, "payment-service", "PAYMENT_PORT", 8083),
                quarkus(home, "janitor-service", "JANITOR_PORT", 8084));
    }

    private static Service quarkus(Path home, String name, String portVariable, int portDefault) {
        return new Service(name, portVariable, portDefault, quarkusProgram(home, name));
    }

    static List<String> quarkusProgram(Path home, String module) {
        return List.of(
                "-jar",
                home.resolve(module)
                        .resolve("target/quarkus-app/quarkus-run.jar")
                        .toString());
    }
}
