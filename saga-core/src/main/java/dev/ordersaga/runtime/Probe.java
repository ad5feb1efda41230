package dev.ordersaga.runtime;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A question asked no more often than so: whoever comes meanwhile shares the answer, the one under way included. */
final class Probe {

    private final Uni<Boolean> question;
    private final Duration every;
    private CompletableFuture<Boolean> latest;
    private long askedNanos;

    /**
     * Asks nothing yet.
     *
     * @param within no answer by then is a no, and so is a failure
     */
    Probe(Uni<?> question, Duration within, Duration every) {
        this.question = question.replaceWith(true)
                .ifNoItem()
                .after(within)
                .recoverWithItem(false)
                .onFailure()
                .recoverWithItem(false);
        this.every = every;
    }

    Uni<Boolean> answer() {
        return Uni.createFrom().completionStage(this::latest);
    }

    private synchronized CompletableFuture<Boolean> latest() {
        if (latest == null || System.nanoTime() - askedNanos >= every.toNanos()) {
            askedNanos = System.nanoTime();
            latest = question.subscribeAsCompletionStage();
        }
        return latest.copy();
    }
}
