package dev.ordersaga.operations.audit;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Names;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.saga.Order;
import java.util.List;
import java.util.function.Function;

/**
 * The record that an order leaves behind when a step brings it to a status.
 *
 * @param collections the names of the collections where such records stand
 * @param repeats the fields that say the same as those of the saga
 */
record Trace(String status, Function<Order, DocumentPath> path, List<String> collections, List<String> repeats) {

    /** Those of every stage, in the flow's order. */
    static List<Trace> of(Names names, Flow flow) {
        var known = List.of(
                trace("ORDER_CREATED", order -> names.order(order.user(), order.uuid()), "item", "quantity"),
                trace(
                        "INVENTORY_UPDATED",
                        order -> names.reservation(order.item(), order.uuid()),
                        "item",
                        "quantity",
                        "user",
                        "price_per_unit"),
                trace(
                        "PAYMENT_CREATED",
                        order -> names.payment(order.uuid()),
                        "item",
                        "quantity",
                        "user",
                        "price_per_unit",
                        "total_invoice",
                        "on_account",
                        "settled"));
        return flow.stages().stream()
                .map(stage -> known.stream()
                        .filter(trace -> trace.status().equals(stage.status()))
                        .findFirst()
                        .orElseThrow(
                                () -> new IllegalArgumentException("the audit knows no record of " + stage.status())))
                .toList();
    }

    private static Trace trace(String status, Function<Order, DocumentPath> path, String... repeats) {
        var any = path.apply(new Order("any", "any", "any", 1));
        return new Trace(status, path, any.collectionNames(), List.of(repeats));
    }
}
