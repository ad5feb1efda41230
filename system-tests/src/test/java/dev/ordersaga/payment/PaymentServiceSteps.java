package dev.ordersaga.payment;

import dev.ordersaga.engine.Step;
import dev.ordersaga.flow.Names;

/** The step as its service runs it. */
public final class PaymentServiceSteps {

    private PaymentServiceSteps() {}

    public static Step<?> step(Names names, boolean rehearseErrors) {
        return new PaymentStep(names, () -> rehearseErrors);
    }
}
