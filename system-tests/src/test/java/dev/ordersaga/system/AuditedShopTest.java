package dev.ordersaga.system;

import static dev.ordersaga.system.MemoryShop.NAMES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.operations.audit.Audit;
import dev.ordersaga.operations.audit.Limits;
import dev.ordersaga.operations.audit.Violation;
import dev.ordersaga.operations.audit.Violation.Kind;
import dev.ordersaga.port.Document;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The audit agrees with what the services' own steps write. */
class AuditedShopTest {

    private final MemoryShop shop = new MemoryShop().open();

    @Test
    void all_holds_at_every_moment_of_an_orders_life_and_when_everything_is_at_rest() {
        var orders = List.of(
                MemoryShop.order("widget", 50),
                MemoryShop.failing("wotsit", 80),
                MemoryShop.order("wotsit", 500_000),
                MemoryShop.order("gizmo", 1));
        var end = shop.world.now().plus(Duration.ofMinutes(2));
        orders.forEach(shop::place);

        while (shop.world.now().isBefore(end) && shop.world.step()) {
            assertThat(shop.violations(Limits.ANY_TIME)).isEmpty();
        }

        assertThat(shop.violations(Limits.AT_REST)).isEmpty();
        assertThat(orders)
                .extracting(order -> shop.saga(order.uuid()).status())
                .containsExactly(Flow.ORDERS.completed(), Flow.COMPENSATED, Flow.COMPENSATED, Flow.COMPENSATED);
    }

    /** So a field that a step begins to write cannot be forgotten. */
    @Test
    void whatever_a_step_writes_is_compared_with_the_saga() {
        var uuid = shop.place("widget", 50);
        shop.atRest(uuid);
        var records = shop.records(uuid).toList();
        assertThat(records).hasSize(Flow.ORDERS.stages().size());

        for (var path : records) {
            var record = shop.world.document(path).orElseThrow();
            for (var field : record.fields().keySet()) {
                var fields = new HashMap<>(record.fields());
                fields.put(field, "other");
                var changed = new Document(path, fields, record.createdAt(), record.updatedAt());
                if (field.equals("created")) {
                    assertThat(violationsWith(changed)).isEmpty();
                } else {
                    assertThat(violationsWith(changed))
                            .as(path + " " + field)
                            .extracting(Violation::kind)
                            .contains(Kind.DIFFERENT);
                }
            }
        }
    }

    private List<Violation> violationsWith(Document changed) {
        var documents = new ArrayList<>(shop.world.documents());
        documents.replaceAll(document -> document.path().equals(changed.path()) ? changed : document);
        return Audit.of(NAMES, Flow.ORDERS, Limits.ANY_TIME).check(shop.world.now(), documents.stream());
    }
}
