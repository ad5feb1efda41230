package dev.ordersaga.runtime;

import dev.ordersaga.engine.SagaEngine;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Ready: messages are being taken, and the database answers; the first commit is not a customer's. */
@org.eclipse.microprofile.health.Readiness
@Singleton
class Readiness implements AsyncHealthCheck {

    private final SagaEngine engine;
    private final Probe database;
    private volatile boolean rehearsed;

    Readiness(SagaEngine engine, ServiceConfig config) {
        this.engine = engine;
        this.database = new Probe(
                Uni.createFrom().deferred(() -> engine.find(SagaEngine.NO_ORDER)),
                config.probeWithin(),
                config.probeEvery());
    }

    void start(@Observes StartupEvent event) {
        engine.rehearse().subscribe().with(done -> rehearsed = true);
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
                .withData("rehearsed", rehearsed)
                .status(answers && running && rehearsed)
                .build();
    }
}
