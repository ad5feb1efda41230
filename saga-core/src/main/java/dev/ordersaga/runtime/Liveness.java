package dev.ordersaga.runtime;

import dev.ordersaga.port.Time;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Live: the engine's thread still gets to what it is given, and no threads hold each other up for good. */
@org.eclipse.microprofile.health.Liveness
@Singleton
class Liveness implements AsyncHealthCheck {

    private final Probe engine;

    Liveness(Time time, ServiceConfig config) {
        this.engine = new Probe(
                Uni.createFrom().emitter(asked -> time.executor().execute(() -> asked.complete(true))),
                config.liveWithin(),
                config.probeEvery());
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return engine.answer().map(Liveness::response);
    }

    private static HealthCheckResponse response(boolean answers) {
        boolean deadlocked = ManagementFactory.getThreadMXBean().findDeadlockedThreads() != null;
        return HealthCheckResponse.named("ordersaga")
                .withData("engine", answers)
                .withData("deadlock", deadlocked)
                .status(answers && !deadlocked)
                .build();
    }
}
