package dev.ordersaga.runtime;

import dev.ordersaga.engine.SagaEngine;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Ready: messages are being taken, and the database answers. */
@org.eclipse.microprofile.health.Readiness
@Singleton
class Readiness implements AsyncHealthCheck {

    /** An identifier that no order has: reading it tells whether the database answers. */
    private static final String NO_ORDER = "00000000-0000-0000-0000-000000000000";

    private final SagaEngine engine;
    private final Duration probeEvery;
    private final Uni<Boolean> database;
    private volatile long askedAt;

    Readiness(SagaEngine engine, ServiceConfig config) {
        this.engine = engine;
        this.probeEvery = config.probeEvery();
        this.database = Uni.createFrom()
                .deferred(() -> {
                    askedAt = System.nanoTime();
                    return engine.find(NO_ORDER);
                })
                .replaceWith(true)
                .ifNoItem()
                .after(config.probeWithin())
                .fail()
                .onFailure()
                .recoverWithItem(false)
                .memoize()
                .until(() -> System.nanoTime() - askedAt >= probeEvery.toNanos());
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return database.map(answers -> HealthCheckResponse.named("ordersaga")
                .withData("subscribers", engine.running())
                .withData("firestore", answers)
                .status(answers && engine.running())
                .build());
    }
}
