package dev.ordersaga.janitor;

import dev.ordersaga.engine.Changes;
import dev.ordersaga.engine.Compensation;
import dev.ordersaga.engine.Seen;
import dev.ordersaga.flow.Flow;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.saga.Saga;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Undoes all that an order left behind, in the one commit that makes it COMPENSATED. */
@Singleton
class JanitorCompensation implements Compensation {

    private final Map<String, Undo> undoByStatus;

    JanitorCompensation(@All List<Undo> undos) {
        this.undoByStatus = undos.stream().collect(Collectors.toMap(Undo::undoes, Function.identity()));
        for (var stage : Flow.ORDERS.stages()) {
            if (!undoByStatus.containsKey(stage.status())) {
                throw new IllegalStateException("nothing here undoes %s".formatted(stage.status()));
            }
        }
    }

    @Override
    public String service() {
        return "janitor-service";
    }

    @Override
    public Set<DocumentPath> reads(Saga saga) {
        return PlanCompensation.decide(saga, undoByStatus).stream()
                .flatMap(undo -> undo.reads(saga.order()).stream())
                .collect(Collectors.toSet());
    }

    @Override
    public String undo(Saga saga, Seen seen, Changes changes) {
        var undone = PlanCompensation.decide(saga, undoByStatus).stream()
                .map(undo -> undo.undo(saga.order(), seen, changes))
                .toList();
        return undone.isEmpty() ? "There was nothing to undo." : "Undone: " + String.join(", ", undone) + ".";
    }
}
