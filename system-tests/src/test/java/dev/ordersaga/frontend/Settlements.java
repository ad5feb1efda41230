package dev.ordersaga.frontend;

import dev.ordersaga.engine.Settlement;
import dev.ordersaga.flow.Names;

/** How the frontend settles. */
public final class Settlements {

    private Settlements() {}

    public static Settlement settlement(Names names) {
        return new SettlePayment(names);
    }
}
