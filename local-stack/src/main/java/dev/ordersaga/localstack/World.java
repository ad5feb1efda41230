package dev.ordersaga.localstack;

import java.util.Map;
import java.util.Optional;

/** What the services talk to: a project, on the emulators or at Google. */
record World(String projectId, Optional<Emulators> emulators) {
    Map<String, String> environment() {
        return emulators
                .map(found -> Map.of(
                        "PROJECT_ID",
                        projectId,
                        EmulatorKind.PUBSUB.hostVariable(),
                        found.pubsubHost(),
                        EmulatorKind.FIRESTORE.hostVariable(),
                        found.firestoreHost()))
                .orElse(Map.of("PROJECT_ID", projectId));
    }

    /** One word, as it stands in a process's arguments. */
    String describe() {
        return "project=%s,on=%s"
                .formatted(
                        projectId,
                        emulators
                                .map(found -> found.pubsubHost() + "+" + found.firestoreHost())
                                .orElse("google"));
    }

    /** Changes when the emulators forgot what was provisioned. */
    String incarnation() {
        return describe()
                + emulators
                        .map(found -> "," + found.pubsub().incarnation() + ","
                                + found.firestore().incarnation())
                        .orElse("");
    }
}
