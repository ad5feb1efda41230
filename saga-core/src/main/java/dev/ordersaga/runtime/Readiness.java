package dev.ordersaga.runtime;

import dev.ordersaga.engine.SagaEngine;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Ready: messages are being taken, and the database answers. */
@org.eclipse.microprofile.health.Readiness
@Singleton
class Readiness implements AsyncHealthCheck {

    /** An identifier that no order has: reading it tells whether the database answers. */
    private static final String NO_ORDER = "00000000-0000-0000-0000-000000000000";

    private final SagaEngine engine;
    private final Probe database;

    Readiness(SagaEngine engine, ServiceConfig config) {
        this.engine = engine;
        this.database = new Probe(
                Uni.createFrom().deferred(() -> engine.find(NO_ORDER)), config.probeWithin(), config.probeEvery());
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return database.answer().map(this::response);
    }

    private HealthCheckResponse response(boolean answers) {
        boolean running = engine.running();
        return HealthCheckResponse.named("ordersaga")
                .withData("subscribers", running)
                .withData("firestore", answers)
                .status(answers && running)
                .build();
    }
}
