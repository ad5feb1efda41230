package dev.ordersaga.frontend;

import dev.ordersaga.engine.SagaEngine.OverloadedException;
import dev.ordersaga.port.DocumentsException;
import dev.ordersaga.port.DocumentsException.Kind;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.Guard;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.inject.Singleton;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;

/**
 * A limit to every caller's wait for the database, and a circuit breaker: while the database is away nobody waits for it,
 * and it is spared calls that nobody waits for.
 */
@Singleton
class DatabaseGuard {

    private static final Logger LOG = Logger.getLogger(DatabaseGuard.class);

    private final Guard breaker;
    private final FrontendConfig config;
    private volatile CircuitBreakerState state = CircuitBreakerState.CLOSED;

    DatabaseGuard(FrontendConfig config, MeterRegistry meters) {
        this.config = config;
        meters.gauge("ordersaga.breaker.open", this, guard -> guard.state == CircuitBreakerState.CLOSED ? 0 : 1);
        this.breaker = Guard.create()
                .withDescription("database")
                .withCircuitBreaker()
                .requestVolumeThreshold(config.breakerCalls())
                .failureRatio(config.breakerFailures())
                .delay(config.breakerPause().toMillis(), ChronoUnit.MILLIS)
                .when(failure -> isAway(failure) || isNoTrial(failure))
                .onStateChange(this::changed)
                .done()
                .build();
    }

    /** Fails like the call, when it takes too long, or at once while the breaker is open: then nothing was called. */
    <T> Uni<T> guard(Supplier<Uni<T>> call) {
        return Uni.createFrom()
                .deferred(() -> breaker.get(() -> withinLimit(call.get()), new TypeLiteral<Uni<T>>() {}));
    }

    /** Mutiny's limit and not the guard's: this one takes the call back, so that nothing is done that nobody waits for. */
    private <T> Uni<T> withinLimit(Uni<T> answer) {
        return answer.ifNoItem().after(config.answerWithin()).fail();
    }

    /** Whether it is the database's fault. */
    static boolean isAway(Throwable failure) {
        return failure instanceof TimeoutException
                || failure instanceof DocumentsException database && database.kind() == Kind.UNAVAILABLE;
    }

    /** Whether the database was not called at all. */
    static boolean isUntried(Throwable failure) {
        return failure instanceof CircuitBreakerOpenException;
    }

    /** Refused for other reasons, a call that was to try the database has not shown that it is back. */
    private boolean isNoTrial(Throwable failure) {
        return failure instanceof OverloadedException && state != CircuitBreakerState.CLOSED;
    }

    private void changed(CircuitBreakerState to) {
        LOG.warnf("calls to the database: the circuit breaker is %s", to);
        state = to;
    }
}
