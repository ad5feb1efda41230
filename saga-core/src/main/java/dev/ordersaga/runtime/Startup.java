package dev.ordersaga.runtime;

import dev.ordersaga.engine.SagaEngine;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Started: the subscriptions that the service reads were all there, once. What becomes of them later is readiness. */
@org.eclipse.microprofile.health.Startup
@Singleton
class Startup implements HealthCheck {

    private final SagaEngine engine;
    private volatile boolean started;

    Startup(SagaEngine engine) {
        this.engine = engine;
    }

    @Override
    public HealthCheckResponse call() {
        started = started || engine.running();
        return HealthCheckResponse.named("ordersaga")
                .withData("subscribers", started)
                .status(started)
                .build();
    }
}
