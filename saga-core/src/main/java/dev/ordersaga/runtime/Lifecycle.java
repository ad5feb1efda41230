package dev.ordersaga.runtime;

import dev.ordersaga.engine.Compensation;
import dev.ordersaga.engine.SagaEngine;
import dev.ordersaga.engine.Step;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Starts what this service is for, and lets it finish what is in hand at the end. */
@Singleton
class Lifecycle {

    private static final Logger LOG = Logger.getLogger(Lifecycle.class);

    private static final Duration GRACE = Duration.ofSeconds(1);

    private final SagaEngine engine;
    private final ServiceConfig config;

    Lifecycle(SagaEngine engine, ServiceConfig config) {
        this.engine = engine;
        this.config = config;
    }

    void start(@Observes StartupEvent event, @Any Instance<Step<?>> steps, @Any Instance<Compensation> compensations) {
        steps.forEach(engine::run);
        compensations.forEach(compensation -> {
            engine.run(compensation);
            engine.relay(compensation.service());
            engine.lookOut();
        });
    }

    void stop(@Observes ShutdownEvent event) {
        try {
            engine.stop(config.stopWithin()).await().atMost(config.stopWithin().plus(GRACE));
        } catch (RuntimeException e) {
            LOG.warnf("stopped with messages in hand, they will come again: %s", e.getMessage());
        }
    }
}
