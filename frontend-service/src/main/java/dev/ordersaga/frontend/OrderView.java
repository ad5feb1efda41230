package dev.ordersaga.frontend;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ordersaga.flow.Flow;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.saga.Saga.Entry;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An order as its customer sees it.
 *
 * @param detail where it stands, in words
 * @param undone of an order that is undone, what it had come to, the latest first
 */
@JsonInclude(Include.NON_ABSENT)
record OrderView(
        String uuid,
        String status,
        Optional<String> reason,
        String detail,
        String user,
        String item,
        long quantity,
        @JsonProperty("price_per_unit") Optional<Object> pricePerUnit,
        @JsonProperty("total_invoice") Optional<Object> totalInvoice,
        Optional<List<String>> undone,
        List<Change> history) {

    /** What the order came to, when, through which service, and why. */
    @JsonInclude(Include.NON_ABSENT)
    record Change(String status, Instant at, String by, Optional<String> reason, String detail) {

        static Change of(Entry entry) {
            return new Change(entry.status(), entry.at(), entry.by(), entry.reason(), entry.detail());
        }
    }

    static OrderView of(Saga saga) {
        var order = saga.order();
        return new OrderView(
                order.uuid(),
                saga.status(),
                saga.reason(),
                detail(saga),
                order.user(),
                order.item(),
                order.quantity(),
                Optional.ofNullable(order.facts().get("price_per_unit")),
                Optional.ofNullable(order.facts().get("total_invoice")),
                saga.is(Flow.COMPENSATED) ? Optional.of(undone(saga)) : Optional.empty(),
                saga.history().stream().map(Change::of).toList());
    }

    private static String detail(Saga saga) {
        return switch (saga.status()) {
            case Flow.FAILED -> saga.detail() + " Your order is being undone.";
            case Flow.COMPENSATED -> why(saga) + " Your order was undone; " + money(saga);
            default -> saga.isSettled() ? saga.detail() + " It is settled." : saga.detail();
        };
    }

    /** Every order that is undone has failed before; what operators noted since is in the history alone. */
    private static String why(Saga saga) {
        return saga.history().stream()
                .filter(entry -> entry.status().equals(Flow.FAILED))
                .map(Entry::detail)
                .findFirst()
                .orElse("");
    }

    private static String money(Saga saga) {
        return Optional.ofNullable(saga.order().facts().get("total_invoice"))
                .map("the %s charged were paid back."::formatted)
                .orElse("nothing was charged.");
    }

    private static List<String> undone(Saga saga) {
        var stages = Flow.ORDERS.stages().stream().map(Flow.Stage::status).toList();
        var undone = saga.history().stream()
                .map(Entry::status)
                .filter(stages::contains)
                .distinct()
                .collect(Collectors.toList());
        Collections.reverse(undone);
        return undone;
    }
}
