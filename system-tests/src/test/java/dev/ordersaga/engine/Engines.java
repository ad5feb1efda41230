package dev.ordersaga.engine;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Names;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.Time;
import dev.ordersaga.port.Topics;
import dev.ordersaga.saga.Protocol;

/** Engines that follow a protocol of the test's choice. */
public final class Engines {

    private Engines() {}

    public static SagaEngine engine(
            Names names, Documents documents, Topics topics, Time time, EngineConfig config, Protocol protocol) {
        return new SagaEngine(Flow.ORDERS, names, documents, topics, time, config, Signals.NONE, protocol);
    }
}
