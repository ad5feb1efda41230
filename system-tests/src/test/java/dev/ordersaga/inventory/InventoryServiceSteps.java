package dev.ordersaga.inventory;

import dev.ordersaga.engine.Step;
import dev.ordersaga.flow.Names;

/** The step as its service runs it. */
public final class InventoryServiceSteps {

    private InventoryServiceSteps() {}

    public static Step<?> step(Names names) {
        return new InventoryStep(names);
    }
}
