package dev.ordersaga.google;

import com.google.api.core.ApiFuture;
import com.google.api.core.ApiFutureCallback;
import com.google.api.core.ApiFutures;
import com.google.api.gax.rpc.ApiCallContext;
import com.google.api.gax.rpc.ResponseObserver;
import com.google.api.gax.rpc.ServerStreamingCallable;
import com.google.api.gax.rpc.StreamController;
import com.google.common.util.concurrent.MoreExecutors;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Turns the clients' calls into Unis: each subscription makes its own call. */
public final class Calls {

    private Calls() {}

    static <T> Uni<T> uni(Supplier<ApiFuture<T>> call) {
        return Uni.createFrom()
                .emitter(emitter ->
                        ApiFutures.addCallback(call.get(), new Forward<>(emitter), MoreExecutors.directExecutor()));
    }

    /**
     * All answers of a stream, asked for in one go: as they come, all are kept in memory. The client's own way is to ask
     * for the next when it has one, so that for each of them gRPC's two threads wake each other.
     */
    public static <Q, A> Uni<List<A>> all(
            ServerStreamingCallable<Q, A> call, Supplier<Q> request, ApiCallContext context) {
        return Uni.createFrom().emitter(emitter -> call.call(request.get(), new Collect<>(emitter), context));
    }

    private static final class Collect<A> implements ResponseObserver<A> {

        private final UniEmitter<? super List<A>> emitter;
        private final List<A> answers = new ArrayList<>();

        Collect(UniEmitter<? super List<A>> emitter) {
            this.emitter = emitter;
        }

        @Override
        public void onStart(StreamController stream) {
            stream.disableAutoInboundFlowControl();
            stream.request(Integer.MAX_VALUE);
        }

        @Override
        public void onResponse(A answer) {
            answers.add(answer);
        }

        @Override
        public void onError(Throwable failure) {
            emitter.fail(failure);
        }

        @Override
        public void onComplete() {
            emitter.complete(answers);
        }
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
