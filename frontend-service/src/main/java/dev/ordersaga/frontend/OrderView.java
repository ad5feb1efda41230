package dev.ordersaga.frontend;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ordersaga.saga.Saga;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An order as its customer sees it. */
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
        List<Change> history) {

    /** What the order came to, when, through which service, and why. */
    @JsonInclude(Include.NON_ABSENT)
    record Change(String status, Instant at, String by, Optional<String> reason, String detail) {}

    static OrderView of(Saga saga) {
        var order = saga.order();
        return new OrderView(
                order.uuid(),
                saga.status(),
                saga.reason(),
                saga.detail(),
                order.user(),
                order.item(),
                order.quantity(),
                Optional.ofNullable(order.facts().get("price_per_unit")),
                Optional.ofNullable(order.facts().get("total_invoice")),
                saga.history().stream()
                        .map(entry ->
                                new Change(entry.status(), entry.at(), entry.by(), entry.reason(), entry.detail()))
                        .toList());
    }
}
