package dev.ordersaga.runtime;

import dev.ordersaga.engine.SagaEngine;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Ready: messages are being taken, and the database answers; the first commit is not a customer's. */
@org.eclipse.microprofile.health.Readiness
@Singleton
class Readiness implements AsyncHealthCheck {

    private final SagaEngine engine;
    private final Probe database;
    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile boolean rehearsed;

    Readiness(SagaEngine engine, ServiceConfig config) {
        this.engine = engine;
        this.database = new Probe(
                Uni.createFrom().deferred(() -> engine.find(SagaEngine.NO_ORDER)),
                config.probeWithin(),
                config.probeEvery());
    }

    /** The rehearsal is for whoever is asked whether it is ready: a command never is, and may not even write. */
    @Override
    public Uni<HealthCheckResponse> call() {
        if (asked.compareAndSet(false, true)) {
            engine.rehearse().subscribe().with(done -> rehearsed = true);
        }
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
