package dev.ordersaga.frontend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.engine.SagaEngine.OverloadedException;
import dev.ordersaga.port.DocumentsException;
import dev.ordersaga.port.DocumentsException.Kind;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DatabaseGuardTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final AtomicInteger calls = new AtomicInteger();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final DatabaseGuard guard = new DatabaseGuard(
            new SmallRyeConfigBuilder()
                    .addDiscoveredConverters()
                    .withMapping(FrontendConfig.class)
                    .withSources(new PropertiesConfigSource(
                            Map.of(
                                    "ordersaga.frontend.answer-within", "200ms",
                                    "ordersaga.frontend.breaker-calls", "4",
                                    "ordersaga.frontend.breaker-pause", "2s"),
                            "limits",
                            100))
                    .build()
                    .getConfigMapping(FrontendConfig.class),
            meters);

    /** What comes of a call that ends like this: its item, or its failure. */
    private Object outcome(Uni<String> call) {
        return guard.guard(() -> {
                    calls.incrementAndGet();
                    return call;
                })
                .<Object>map(item -> item)
                .onFailure()
                .recoverWithItem(failure -> failure)
                .await()
                .atMost(LIMIT);
    }

    private static Uni<String> away() {
        return Uni.createFrom().failure(new DocumentsException(Kind.UNAVAILABLE, "away"));
    }

    private void breakIt() {
        for (int i = 0; i < 4; i++) {
            assertThat(outcome(away())).isInstanceOf(DocumentsException.class);
        }
    }

    @Test
    void an_answer_goes_through() {
        assertThat(outcome(Uni.createFrom().item("yes"))).isEqualTo("yes");
    }

    @Test
    void a_call_that_takes_too_long_fails_and_is_taken_back() {
        var takenBack = new AtomicBoolean();

        var outcome =
                outcome(Uni.createFrom().<String>nothing().onCancellation().invoke(() -> takenBack.set(true)));

        assertThat(outcome).isInstanceOf(TimeoutException.class);
        await().atMost(LIMIT).untilTrue(takenBack);
    }

    @Test
    void while_the_database_is_away_nobody_calls_it() {
        breakIt();
        int before = calls.get();

        var outcome = outcome(Uni.createFrom().item("yes"));

        assertThat(DatabaseGuard.isUntried((Throwable) outcome)).isTrue();
        assertThat(calls.get()).isEqualTo(before);
    }

    @Test
    void whoever_looks_on_sees_whether_it_is_open() {
        var open = meters.get("ordersaga.breaker.open").gauge();
        assertThat(open.value()).isZero();

        breakIt();

        assertThat(open.value()).isEqualTo(1);
        await().atMost(LIMIT).until(() -> outcome(Uni.createFrom().item("yes")).equals("yes"));
        assertThat(open.value()).isZero();
    }

    @Test
    void it_is_called_again_once_it_may_be_back() {
        breakIt();

        await().atMost(LIMIT).until(() -> outcome(Uni.createFrom().item("yes")).equals("yes"));
    }

    @Test
    void a_call_refused_for_other_reasons_does_not_show_that_it_is_back() {
        breakIt();

        await().atMost(LIMIT)
                .until(() ->
                        outcome(Uni.createFrom().failure(new OverloadedException())) instanceof OverloadedException);

        assertThat(DatabaseGuard.isUntried((Throwable) outcome(Uni.createFrom().item("yes"))))
                .isTrue();
    }

    @Test
    void what_is_not_the_fault_of_the_database_breaks_nothing() {
        for (int i = 0; i < 10; i++) {
            assertThat(outcome(Uni.createFrom().failure(new OverloadedException())))
                    .isInstanceOf(OverloadedException.class);
        }

        assertThat(outcome(Uni.createFrom().item("yes"))).isEqualTo("yes");
    }
}
