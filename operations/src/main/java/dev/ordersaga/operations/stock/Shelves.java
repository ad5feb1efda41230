package dev.ordersaga.operations.stock;

import dev.ordersaga.flow.Names;
import dev.ordersaga.operations.Answer;
import dev.ordersaga.operations.stock.Shelf.Plan;
import dev.ordersaga.port.Document;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.DocumentsException;
import dev.ordersaga.port.DocumentsException.Kind;
import dev.ordersaga.port.Time;
import dev.ordersaga.port.Write;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Restocks items and changes their prices while orders flow: one guarded write of the item's document, read and decided
 * again whenever somebody else was faster. A write whose outcome is unknown is told, and not repeated.
 */
public final class Shelves {

    /** How long somebody else may be faster. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int PAUSE_MILLIS_MAX = 100;

    private final Names names;
    private final Documents documents;
    private final Time time;

    public Shelves(Names names, Documents documents, Time time) {
        this.names = names;
        this.documents = documents;
        this.time = time;
    }

    /**
     * Puts units of an item in, or takes them out.
     *
     * @param units less than 0 to take out, which never leaves less than nothing
     * @param price what a unit costs from now on; needed for a new item
     */
    public Uni<Answer> restock(String item, long units, Optional<Long> price) {
        return change(names.stock(item), seen -> Shelf.restock(item, seen, units, price));
    }

    /** Sets what a unit of an item costs from now on. */
    public Uni<Answer> price(String item, long price) {
        return change(names.stock(item), seen -> Shelf.price(item, seen, price));
    }

    private Uni<Answer> change(DocumentPath path, Function<Optional<Map<String, Object>>, Plan> decision) {
        return Uni.createFrom().deferred(() -> change(path, decision, time.now().plus(PATIENCE)));
    }

    private Uni<Answer> change(
            DocumentPath path, Function<Optional<Map<String, Object>>, Plan> decision, Instant giveUpAt) {
        return documents.read(List.of(path)).chain(reading -> {
            var seen = reading.document(path);
            var plan = decision.apply(seen.map(Document::fields));
            if (plan instanceof Plan.Change change) {
                return documents
                        .commit(List.of(write(path, seen, change.fields())))
                        .map(at -> Answer.done(change.words()))
                        .onFailure(failure -> isOf(Kind.UNAVAILABLE, failure))
                        .recoverWithItem(failure -> unknown(path, seen, failure))
                        .onFailure(failure -> isOf(Kind.GUARD_FAILED, failure))
                        .recoverWithUni(() -> again(path, decision, giveUpAt));
            }
            return Uni.createFrom()
                    .item(
                            plan instanceof Plan.Keep keep
                                    ? Answer.done(keep.words())
                                    : Answer.notDone(((Plan.Refuse) plan).words()));
        });
    }

    private static Write write(DocumentPath path, Optional<Document> seen, Map<String, Object> fields) {
        return seen.<Write>map(document -> new Write.Update(path, fields, Set.of(), document.updatedAt()))
                .orElseGet(() -> new Write.Create(path, fields));
    }

    private Uni<Answer> again(
            DocumentPath path, Function<Optional<Map<String, Object>>, Plan> decision, Instant giveUpAt) {
        if (time.now().isAfter(giveUpAt)) {
            return Uni.createFrom()
                    .item(Answer.notDone("%s is changed by others all the time: nothing was done".formatted(path)));
        }
        return Uni.createFrom()
                .<Void>emitter(waiting -> time.after(
                        Duration.ofMillis(time.random().nextInt(PAUSE_MILLIS_MAX)), () -> waiting.complete(null)))
                .chain(() -> change(path, decision, giveUpAt));
    }

    private static Answer unknown(DocumentPath path, Optional<Document> seen, Throwable failure) {
        return Answer.unknown("whether that was done is not known: look at %s, which %s before (%s)"
                .formatted(
                        path,
                        seen.map(document -> "had " + document.fields()).orElse("was not there"),
                        failure.getMessage()));
    }

    private static boolean isOf(Kind kind, Throwable failure) {
        return failure instanceof DocumentsException database && database.kind() == kind;
    }
}
