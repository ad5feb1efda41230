package dev.ordersaga.engine;

import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.saga.Protocol;
import dev.ordersaga.saga.Protocol.Action;
import dev.ordersaga.saga.Saga;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.Optional;
import java.util.Set;

/** A complete order whose payment is to be settled. */
final class SettleWork extends ChangeWork {

    private final Settlement settlement;
    private final Protocol protocol;

    SettleWork(String uuid, Settlement settlement, Protocol protocol, UniEmitter<? super Optional<Saga>> caller) {
        super(uuid, settlement.service(), "settle", caller);
        this.settlement = settlement;
        this.protocol = protocol;
    }

    @Override
    public Set<DocumentPath> reads(Saga saga) {
        return applies(Optional.of(saga)) ? settlement.reads(saga) : Set.of();
    }

    @Override
    boolean applies(Optional<Saga> order) {
        return protocol.onSettle(order) == Action.SETTLE;
    }

    @Override
    Decision change(Saga saga, Batch seen) {
        var changes = seen.changes();
        var note = settlement.settle(saga, seen, changes);
        return new Decision.Note(saga.settled(step(), note, seen.now()), changes);
    }
}
