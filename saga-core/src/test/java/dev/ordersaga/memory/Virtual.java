package dev.ordersaga.memory;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/** Waits in virtual time. */
final class Virtual {

    private Virtual() {}

    static <T> T await(MemoryWorld world, Uni<T> uni) {
        var result = uni.subscribeAsCompletionStage();
        if (!world.runUntil(result::isDone, Duration.ofMinutes(1))) {
            throw new AssertionError("no answer within a minute");
        }
        try {
            return result.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
