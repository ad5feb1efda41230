package dev.ordersaga.system;

import dev.ordersaga.engine.EngineConfig;
import dev.ordersaga.engine.SagaEngine;
import dev.ordersaga.engine.Signals;
import dev.ordersaga.flow.Flow;
import dev.ordersaga.google.SystemTime;
import dev.ordersaga.saga.Order;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Multi;
import java.time.Duration;
import java.util.UUID;

/** Orders that come faster than they can be worked on: a frontend's engine takes them, without HTTP. */
final class Rush {

    private static final int AT_A_TIME = 1_000;

    private static final EngineConfig WELCOMING = new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(EngineConfig.class)
            // What there would otherwise never be.
            .withDefaultValue("ordersaga.engine.backlog-age-max", "1d")
            .build()
            .getConfigMapping(EngineConfig.class);

    private Rush() {}

    /** Places so many, and returns once they are taken; few of them are done by then. */
    static void place(Shop shop, int orders, Duration limit) {
        try (var time = new SystemTime()) {
            var frontend = new SagaEngine(
                    Flow.ORDERS, shop.names(), shop.documents(), shop.topics(), time, WELCOMING, Signals.NONE);
            Multi.createFrom()
                    .range(0, orders)
                    .map(i -> new Order(UUID.randomUUID().toString(), "jack", Crowd.PLENTY, 1))
                    .onItem()
                    .transformToUni(order -> frontend.accept(order, "frontend-service"))
                    .merge(AT_A_TIME)
                    .collect()
                    .last()
                    .await()
                    .atMost(limit);
            frontend.stop(limit).await().atMost(limit);
        }
    }
}
