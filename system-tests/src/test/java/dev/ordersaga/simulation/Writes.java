package dev.ordersaga.simulation;

import dev.ordersaga.flow.Flow;
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
        return saga(write).filter(Saga::isSettled).isPresent();
    }

    /** The saga that is written. */
    static Optional<Saga> saga(Write write) {
        if (!ofSaga(write)) {
            return Optional.empty();
        }
        if (write instanceof Write.Update update) {
            return Optional.of(SagaDocument.saga(update.path().id(), update.fields()));
        }
        return write instanceof Write.Create create
                ? Optional.of(SagaDocument.saga(create.path().id(), create.fields()))
                : Optional.empty();
    }

    static boolean brings(Write write, String status) {
        return saga(write)
                .filter(saga -> saga.is(status) && saga.unpublished() && saga.attempts() == 0)
                .isPresent();
    }

    static boolean fails(Write write, String reason) {
        return brings(write, Flow.FAILED)
                && saga(write).flatMap(Saga::reason).filter(reason::equals).isPresent();
    }

    static boolean claims(Write write) {
        return saga(write)
                .filter(saga -> saga.unpublished() && saga.attempts() > 0)
                .isPresent();
    }

    static boolean marks(Write write) {
        return saga(write).filter(saga -> !saga.unpublished()).isPresent();
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
