package dev.ordersaga.localstack;

/** The two emulators, and how the outside world calls them. */
enum EmulatorKind {
    PUBSUB("pubsub-emulator", "PUBSUB_EMULATOR_HOST", "PUBSUB_EMULATOR_PORT", 8085),
    FIRESTORE("firestore-emulator", "FIRESTORE_EMULATOR_HOST", "FIRESTORE_EMULATOR_PORT", 8086);

    private final String label;
    private final String hostVariable;
    private final String portVariable;
    private final int portDefault;

    EmulatorKind(String label, String hostVariable, String portVariable, int portDefault) {
        this.label = label;
        this.hostVariable = hostVariable;
        this.portVariable = portVariable;
        this.portDefault = portDefault;
    }

    String label() {
        return label;
    }

    String hostVariable() {
        return hostVariable;
    }

    String portVariable() {
        return portVariable;
    }

    int portDefault() {
        return portDefault;
    }
}
