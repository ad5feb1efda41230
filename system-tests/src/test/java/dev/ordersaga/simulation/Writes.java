package dev.ordersaga.simulation;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.memory.MemoryWorld;
import dev.ordersaga.port.Document;
import dev.ordersaga.port.Write;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.saga.SagaDocument;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Tells writes apart, and changes them. */
final class Writes {

    private Writes() {}

    static boolean ofSaga(Write write) {
        return write.path().collection().equals(Shop.NAMES.sagas());
    }

    static boolean ofStock(Write write) {
        return write.path().collection().equals("inventory");
    }

    static boolean ofAccount(Write write) {
        return write.path().collection().equals("accounts");
    }

    static boolean settles(Write write) {
        return Boolean.TRUE.equals(ofSagas(write).get("settled"));
    }

    /** The fields of a saga that are written: those that change. */
    static Map<String, Object> ofSagas(Write write) {
        if (!ofSaga(write)) {
            return Map.of();
        }
        if (write instanceof Write.Update update) {
            return update.fields();
        }
        return write instanceof Write.Create create ? create.fields() : Map.of();
    }

    /** The saga as it is once this is written. */
    static Optional<Saga> saga(Write write, MemoryWorld world) {
        if (ofSagas(write).isEmpty()) {
            return Optional.empty();
        }
        var fields = new LinkedHashMap<String, Object>();
        world.document(write.path()).map(Document::fields).ifPresent(fields::putAll);
        if (write instanceof Write.Update update) {
            fields.keySet().removeAll(update.cleared());
        }
        fields.putAll(ofSagas(write));
        return Optional.of(SagaDocument.saga(write.path().id(), fields));
    }

    static boolean brings(Write write, String status) {
        return status.equals(ofSagas(write).get("status"));
    }

    static boolean fails(Write write, String reason) {
        return brings(write, Flow.FAILED) && reason.equals(ofSagas(write).get("reason"));
    }

    static boolean claims(Write write) {
        return !ofSagas(write).containsKey("status") && ofSagas(write).containsKey("attempts");
    }

    static boolean marks(Write write) {
        return ofSaga(write)
                && write instanceof Write.Update update
                && update.cleared().contains("unpublished");
    }

    static boolean creates(Write write) {
        return write instanceof Write.Create && ofSaga(write);
    }

    /** Changes some writes so that a field has this value. */
    static UnaryOperator<Write> with(Predicate<Write> which, String field, Object value) {
        return write -> which.test(write) ? changed(write, Map.of(field, value), Set.of()) : write;
    }

    /** Changes some writes so that a field is not set, or is removed. */
    static UnaryOperator<Write> without(Predicate<Write> which, String field) {
        return write -> which.test(write) ? changed(write, Map.of(), Set.of(field)) : write;
    }

    private static Write changed(Write write, Map<String, Object> set, Set<String> removed) {
        if (write instanceof Write.Create create) {
            return new Write.Create(create.path(), changed(create.fields(), set, removed));
        }
        var update = (Write.Update) write;
        var cleared = new HashSet<>(update.cleared());
        cleared.removeAll(set.keySet());
        cleared.addAll(removed);
        return new Write.Update(update.path(), changed(update.fields(), set, removed), cleared, update.guard());
    }

    private static Map<String, Object> changed(
            Map<String, Object> fields, Map<String, Object> set, Set<String> removed) {
        var after = new LinkedHashMap<>(fields);
        after.keySet().removeAll(removed);
        after.putAll(set);
        return after;
    }
}
