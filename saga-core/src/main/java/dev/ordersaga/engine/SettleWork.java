package dev.ordersaga.engine;

import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.saga.Protocol;
import dev.ordersaga.saga.Protocol.Action;
import dev.ordersaga.saga.Saga;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.Optional;
import java.util.Set;

/** A complete order whose payment is to be settled. */
final class SettleWork extends RequestWork<Optional<Saga>> {

    private final Settlement settlement;
    private final Protocol protocol;
    private Optional<Saga> found = Optional.empty();

    SettleWork(String uuid, Settlement settlement, Protocol protocol, UniEmitter<? super Optional<Saga>> caller) {
        super(uuid, caller);
        this.settlement = settlement;
        this.protocol = protocol;
    }

    @Override
    public Set<DocumentPath> reads(Saga saga) {
        return protocol.onSettle(Optional.of(saga)) == Action.SETTLE ? settlement.reads(saga) : Set.of();
    }

    @Override
    public String step() {
        return settlement.service();
    }

    @Override
    public String task() {
        return "settle";
    }

    @Override
    public Decision decide(Batch seen) {
        found = seen.saga(uuid());
        return protocol.onSettle(found) == Action.SETTLE ? settle(found.orElseThrow(), seen) : new Decision.Nothing();
    }

    private Decision settle(Saga saga, Batch seen) {
        var changes = seen.changes();
        var note = settlement.settle(saga, seen, changes);
        return new Decision.Note(saga.settled(settlement.service(), note, seen.now()), changes);
    }

    @Override
    public void stored(Saga saga) {
        answer(Optional.of(saga));
    }

    /** There was nothing to change: the order is settled, or not complete, or there is none. */
    @Override
    public void done() {
        answer(found);
    }
}
