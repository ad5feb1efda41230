package dev.ordersaga.google;

import com.google.api.core.ApiFuture;
import com.google.api.core.ApiFutureCallback;
import com.google.api.core.ApiFutures;
import com.google.common.util.concurrent.MoreExecutors;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.function.Supplier;

/** Turns the clients' futures into Unis: each subscription makes its own call. */
final class Calls {

    private Calls() {}

    static <T> Uni<T> uni(Supplier<ApiFuture<T>> call) {
        return Uni.createFrom()
                .emitter(emitter ->
                        ApiFutures.addCallback(call.get(), new Forward<>(emitter), MoreExecutors.directExecutor()));
    }

    private record Forward<T>(UniEmitter<? super T> emitter) implements ApiFutureCallback<T> {

        @Override
        public void onSuccess(T result) {
            emitter.complete(result);
        }

        @Override
        public void onFailure(Throwable failure) {
            emitter.fail(failure);
        }
    }
}
