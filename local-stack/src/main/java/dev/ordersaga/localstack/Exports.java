package dev.ordersaga.localstack;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Shell commands that point our programs, and gcloud, to a world. */
record Exports(World world) {
    private static final String ENDPOINT = "CLOUDSDK_API_ENDPOINT_OVERRIDES_PUBSUB";
    private static final String NO_CREDENTIALS = "CLOUDSDK_AUTH_DISABLE_CREDENTIALS";

    String text() {
        var variables = new LinkedHashMap<String, String>();
        variables.put("PROJECT_ID", world.projectId());
        variables.put("CLOUDSDK_CORE_PROJECT", world.projectId());
        if (world.emulators().isEmpty()) {
            return lines(variables) + "unset " + ENDPOINT + " " + NO_CREDENTIALS;
        }
        var emulators = world.emulators().get();
        variables.put(EmulatorKind.PUBSUB.hostVariable(), emulators.pubsubHost());
        variables.put(EmulatorKind.FIRESTORE.hostVariable(), emulators.firestoreHost());
        variables.put(ENDPOINT, "http://" + emulators.pubsubHost() + "/");
        variables.put(NO_CREDENTIALS, "true");
        return lines(variables).stripTrailing();
    }

    private static String lines(Map<String, String> variables) {
        return variables.entrySet().stream()
                .map(variable -> "export %s=%s\n".formatted(variable.getKey(), quoted(variable.getValue())))
                .collect(Collectors.joining());
    }

    private static String quoted(String value) {
        return "'" + value.replace("'", "'\\''") + "'";
    }
}
