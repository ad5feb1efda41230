package dev.ordersaga.localstack;

/** How long a started process lives. */
public enum Lifetime {
    /** As long as the JVM that started it, however that one ends. */
    TETHERED,
    /** Until it is stopped: it survives its starter and the terminal. */
    DETACHED
}
