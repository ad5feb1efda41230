package dev.ordersaga.janitor;

import dev.ordersaga.engine.Compensation;
import dev.ordersaga.flow.Names;
import java.util.List;

/** The compensation as its service runs it. */
public final class JanitorServiceSteps {

    private JanitorServiceSteps() {}

    public static Compensation compensation(Names names) {
        return new JanitorCompensation(
                List.of(new UndoOrder(names), new UndoReservation(names), new UndoPayment(names)));
    }
}
