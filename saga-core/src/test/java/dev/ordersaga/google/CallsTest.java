package dev.ordersaga.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.gax.grpc.GrpcCallContext;
import com.google.api.gax.rpc.ApiCallContext;
import com.google.api.gax.rpc.ResponseObserver;
import com.google.api.gax.rpc.ServerStreamingCallable;
import com.google.api.gax.rpc.StreamController;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallsTest {

    private final Stream stream = new Stream();

    @Test
    void answers_are_asked_for_in_one_go_however_many_there_are() {
        assertThat(all("many").await().indefinitely()).containsExactly("many 1", "many 2", "many 3");
        assertThat(stream.asked).containsExactly(Integer.MAX_VALUE);
    }

    @Test
    void each_subscription_makes_its_own_call() {
        var all = all("many");

        assertThat(stream.calls).isZero();
        assertThat(all.await().indefinitely()).isEqualTo(all.await().indefinitely());
        assertThat(stream.calls).isEqualTo(2);
    }

    @Test
    void a_stream_that_breaks_fails_whatever_came_before() {
        stream.breaks = Optional.of(new IllegalStateException("broken"));

        assertThatThrownBy(() -> all("many").await().indefinitely()).isSameAs(stream.breaks.get());
    }

    @Test
    void a_request_that_cannot_be_made_fails_and_calls_nobody() {
        var none = Calls.all(
                stream,
                () -> {
                    throw new IllegalArgumentException("too large");
                },
                GrpcCallContext.createDefault());

        assertThatThrownBy(() -> none.await().indefinitely()).hasMessage("too large");
        assertThat(stream.calls).isZero();
    }

    private Uni<List<String>> all(String request) {
        return Calls.all(stream, () -> request, GrpcCallContext.createDefault());
    }

    /** Answers three times, and then ends or breaks. */
    private static final class Stream extends ServerStreamingCallable<String, String> implements StreamController {

        private final List<Integer> asked = new ArrayList<>();
        private boolean asksByItself = true;
        private Optional<RuntimeException> breaks = Optional.empty();
        private int calls;

        @Override
        public void call(String request, ResponseObserver<String> observer, ApiCallContext context) {
            calls++;
            observer.onStart(this);
            for (int i = 1; i <= 3; i++) {
                observer.onResponse(request + " " + i);
            }
            breaks.ifPresentOrElse(observer::onError, observer::onComplete);
        }

        @Override
        public void cancel() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void disableAutoInboundFlowControl() {
            asksByItself = false;
        }

        @Override
        public void request(int count) {
            assertThat(asksByItself)
                    .as("Google's client is not asked as long as it asks by itself")
                    .isFalse();
            asked.add(count);
        }
    }
}
