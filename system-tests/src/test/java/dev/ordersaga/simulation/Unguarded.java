package dev.ordersaga.simulation;

import dev.ordersaga.port.Document;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.DocumentsException;
import dev.ordersaga.port.DocumentsException.Kind;
import dev.ordersaga.port.Write;
import dev.ordersaga.saga.SagaDocument;
import dev.ordersaga.simulation.Parts.Site;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Documents that some writes need not have seen: whoever comes last has written. */
final class Unguarded extends ForwardingDocuments {

    private final Site site;
    private final Predicate<Write> careless;

    Unguarded(Site site, Documents documents, Predicate<Write> careless) {
        super(documents);
        this.site = site;
        this.careless = careless;
    }

    @Override
    public Uni<Instant> commit(List<Write> writes) {
        return super.commit(writes).onFailure(Unguarded::lost).recoverWithUni(failure -> {
            var forced = writes.stream().map(this::forced).toList();
            return forced.equals(writes) ? Uni.createFrom().failure(failure) : commit(forced);
        });
    }

    @Override
    public Uni<List<Optional<DocumentsException>>> commitEach(List<Write> writes) {
        return super.commitEach(writes).call(outcomes -> {
            var lost = new ArrayList<Write>();
            for (int i = 0; i < writes.size(); i++) {
                if (outcomes.get(i).filter(Unguarded::lost).isPresent() && careless.test(writes.get(i))) {
                    lost.add(forced(writes.get(i)));
                }
            }
            return lost.isEmpty() ? Uni.createFrom().nullItem() : super.commitEach(lost);
        });
    }

    private static boolean lost(Throwable failure) {
        return failure instanceof DocumentsException trouble && trouble.kind() == Kind.GUARD_FAILED;
    }

    private Write forced(Write write) {
        var there = site.world().document(write.path()).map(Document::updatedAt);
        if (!careless.test(write)) {
            return write;
        }
        if (write instanceof Write.Update update) {
            return there.<Write>map(at -> new Write.Update(update.path(), update.fields(), update.cleared(), at))
                    .orElseGet(() -> new Write.Create(update.path(), update.fields()));
        }
        if (write instanceof Write.Create create) {
            return there.<Write>map(at ->
                            new Write.Update(create.path(), create.fields(), SagaDocument.cleared(create.fields()), at))
                    .orElse(create);
        }
        return write;
    }
}
