package dev.ordersaga.runtime;

import dev.ordersaga.engine.EngineConfig;
import dev.ordersaga.engine.SagaEngine;
import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Names;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.Time;
import dev.ordersaga.port.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/** Makes the engine of this service from its configuration. */
class EngineBeans {

    @Produces
    @Singleton
    Names names(Config config) {
        return new Names(variable -> config.getOptionalValue(variable, String.class));
    }

    @Produces
    @Singleton
    SagaEngine engine(
            Names names,
            Documents documents,
            Topics topics,
            Time time,
            EngineConfig config,
            MeterRegistry meters,
            Traces traces) {
        var signals = new MeteredSignals(meters, Flow.ORDERS, traces);
        var engine = new SagaEngine(Flow.ORDERS, names, documents, topics, time, config, signals);
        meters.gauge("ordersaga.taking", engine, taking -> taking.running() ? 1 : 0);
        return engine;
    }
}
