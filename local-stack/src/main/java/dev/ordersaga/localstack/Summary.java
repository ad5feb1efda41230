package dev.ordersaga.localstack;

import java.nio.file.Path;
import java.util.stream.Collectors;

/** Where everything is. */
record Summary(LocalStack stack, Path runDir) {
    String text() {
        var services = stack.names().stream()
                .map(name -> line(name, stack.baseUri(name).toString()))
                .collect(Collectors.joining());
        var emulators = stack.emulators()
                .map(found -> line("Pub/Sub", EmulatorKind.PUBSUB.hostVariable() + "=" + found.pubsubHost())
                        + line("Firestore", EmulatorKind.FIRESTORE.hostVariable() + "=" + found.firestoreHost()))
                .orElse("");
        return "Ready:%n".formatted()
                + services
                + emulators
                + line("project", "PROJECT_ID=" + stack.projectId())
                + line("logs", runDir + "/*.log")
                + "Try: curl -i -H 'Content-Type: application/json' -d '%s' %s/order"
                        .formatted(
                                Demo.ORDERS.get(0).body(),
                                stack.baseUri(stack.names().get(0)));
    }

    private static String line(String label, String value) {
        return "  %-18s %s%n".formatted(label, value);
    }
}
