package dev.ordersaga.engine;

import dev.ordersaga.engine.Hop.Source;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.saga.Saga;
import java.util.Optional;
import java.util.Set;

/** One message or request about one saga, on its way through the {@link GroupCommit}. All calls come on one thread. */
interface Work {

    String uuid();

    /** The service that does it. */
    String step();

    /** What it is, in a word. */
    String task();

    /** The message that brought it; empty when none did. */
    default Optional<Source> source() {
        return Optional.empty();
    }

    /** Whether the saga is thought not to exist, so that reading it first would be a waste. */
    default boolean startsSaga() {
        return false;
    }

    /** What is probably needed besides the saga, to be read with it. */
    default Set<DocumentPath> guesses() {
        return Set.of();
    }

    /** What is needed besides the saga, now that it is known. */
    default Set<DocumentPath> reads(Saga saga) {
        return Set.of();
    }

    /** Decides; asked again, with what is then seen, whenever a commit does not come through. */
    Decision decide(Batch seen);

    /** Whether nobody waits for it any more; then it is left out. */
    default boolean abandoned() {
        return false;
    }

    /** What was decided is durable; its event is not yet published. */
    default void stored(Saga saga) {}

    /** What was decided is durable and its event, if any, is with the broker. */
    void done();

    /** It can never be worked on. */
    void reject(String why);

    /** What was decided is durable and its event could not be published: it has to come again. */
    void retry(Throwable cause);

    /** Deciding threw: a bug of ours. */
    void bug(RuntimeException thrown);
}
