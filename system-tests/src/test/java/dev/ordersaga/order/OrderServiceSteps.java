package dev.ordersaga.order;

import dev.ordersaga.engine.Step;
import dev.ordersaga.flow.Names;

/** The step as its service runs it. */
public final class OrderServiceSteps {

    private OrderServiceSteps() {}

    public static Step<?> step(Names names) {
        return new OrderStep(names);
    }
}
