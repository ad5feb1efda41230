package dev.ordersaga.engine;

import dev.ordersaga.saga.Saga;
import java.time.Duration;

/** What the engine tells about its work, for metrics and traces. */
public interface Signals {

    /** Messages of this topic are taken from now on. */
    default void listening(String topic) {}

    /** A batch was committed, or needed no commit. */
    default void committed(int works) {}

    /** The database took a commit, after so long. */
    default void commitTook(Duration time) {}

    /** The broker took an event, after so long. */
    default void publishTook(Duration time) {}

    /** A commit lost against another writer. */
    default void conflict(int works) {}

    /**
     * A saga was brought to its status.
     *
     * @param reason why it failed, one of a few words: {@code none} for one that did not, {@code other} for a word from
     *     outside
     */
    default void reached(Saga saga, String reason) {}

    /** The event of a saga was published once more. */
    default void publishedAgain() {}

    /** A message came whose work was done already. */
    default void redelivery() {}

    /** A message of this topic became a dead letter. */
    default void deadLetter(String topic) {}

    /** The database was away. */
    default void outage() {}

    /** So many orders have not come to rest, as far as was seen lately, and for so long the oldest of them. */
    default void unfinished(int orders, Duration oldest) {}

    /** How many orders have not come to rest is not known any more: for a while no look got an answer. */
    default void unfinishedUnknown() {}

    /** Whether traces are told to anybody. */
    default boolean traced() {
        return false;
    }

    /** A work about an order that is part of a trace is over; heard of only where traces are told. */
    default void hop(Hop hop) {}

    /** Tells nobody. */
    Signals NONE = new Signals() {};
}
