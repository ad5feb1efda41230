package dev.ordersaga.engine;

/** What the engine tells about its work, for metrics. */
public interface Signals {

    /** A batch was committed, or needed no commit. */
    default void committed(int works) {}

    /** A commit lost against another writer. */
    default void conflict(int works) {}

    /** A saga was brought to this status. */
    default void reached(String status) {}

    /** The event of a saga was published once more. */
    default void publishedAgain() {}

    /** A message became a dead letter. */
    default void deadLetter() {}

    /** The database was away. */
    default void outage() {}

    /** Tells nobody. */
    Signals NONE = new Signals() {};
}
