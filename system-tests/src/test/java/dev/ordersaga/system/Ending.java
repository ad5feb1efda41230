package dev.ordersaga.system;

import static dev.ordersaga.system.MemoryShop.NAMES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.operations.audit.Limits;
import dev.ordersaga.saga.Saga;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How an order ended.
 *
 * @param history each status, with the service that brought the order to it
 * @param before what the order had left behind when it was to fail
 * @param after what is left of that
 */
record Ending(String status, Optional<String> reason, String detail, List<String> history, Left before, Left after) {

    /** Each step's record by the collection it is below, newest first, and what a sentence calls it. */
    private static final List<String> COLLECTIONS = List.of("payments", "inventory", "users");

    private static final List<String> RECORDS = List.of("the payment", "the reservation", "the order");

    /** The records of an order, newest first, and the stock of its item; empty when the item is gone. */
    record Left(List<String> records, Optional<Object> stock) {

        static Left of(MemoryShop shop, String uuid) {
            var records = shop.records(uuid)
                    .map(path -> path.value().split("/")[0])
                    .map(COLLECTIONS::indexOf)
                    .sorted()
                    .map(RECORDS::get)
                    .toList();
            var stock = shop.world
                    .document(NAMES.stock("widget"))
                    .map(item -> item.fields().get("quantity"));
            return new Left(records, stock);
        }

        /** What this many steps leave behind that took so much. */
        static Left by(int steps, long taken) {
            var records = RECORDS.subList(RECORDS.size() - steps, RECORDS.size());
            return new Left(records, Optional.of(FailingOrder.STOCK - (steps >= 2 ? taken : 0)));
        }
    }

    /** How it ended, after all that was ever said was said once more and changed nothing. */
    static Ending of(MemoryShop shop, String uuid, Left before) {
        var ended = said(shop);
        var documents = shop.world.documents();
        shop.repeatEverything();
        assertThat(shop.world.documents()).as("repeats change nothing").isEqualTo(documents);
        assertThat(said(shop)).as("repeats say nothing new").isEqualTo(ended);
        assertThat(shop.violations(Limits.AT_REST)).isEmpty();

        var saga = shop.saga(uuid);
        var history = saga.history().stream().map(Ending::line).toList();
        return new Ending(saga.status(), saga.reason(), saga.detail(), history, before, Left.of(shop, uuid));
    }

    /** The records that are no longer there, as the end of the sentence "Undone: …". */
    Optional<String> undone() {
        var gone = before.records().stream()
                .filter(record -> !after.records().contains(record))
                .toList();
        return gone.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", gone));
    }

    private static List<Integer> said(MemoryShop shop) {
        return Stream.of(Flow.ORDERS.topicOf(Flow.ORDERS.completed()), Flow.COMPENSATED_TOPIC, Flow.DEAD_LETTER_TOPIC)
                .map(topic -> shop.world.published(topic).size())
                .toList();
    }

    private static String line(Saga.Entry entry) {
        return entry.status() + " by " + entry.by();
    }
}
