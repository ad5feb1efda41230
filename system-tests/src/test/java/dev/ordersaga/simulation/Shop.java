package dev.ordersaga.simulation;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Names;
import dev.ordersaga.port.Topics.Subscription;
import dev.ordersaga.port.Write;
import java.util.List;
import java.util.Map;

/** A small shop: three customers, one of them on credit, an item of which there is always enough, and one that runs out. */
final class Shop {

    static final Names NAMES = Names.standard();
    static final String DONE = Flow.ORDERS.completed();

    static final List<String> CUSTOMERS = List.of("jack", "jill", "joan");
    static final String ON_CREDIT = "joan";
    static final long CREDIT_LIMIT = 90;
    static final String STRANGER = "nobody";
    static final String PLENTY = "widget";
    static final String SCARCE = "gadget";
    static final String UNHEARD_OF = "nothing";

    static final long PLENTY_STOCKED = 1_000;
    static final long SCARCE_STOCKED = 8;

    static final List<String> CONSUMED = List.of("frontend", "order-created", "inventory-updated", Flow.ERROR_TOPIC);

    /** Those of the services alone: nobody looks at the others. */
    static final List<Subscription> SUBSCRIPTIONS = NAMES.subscriptions(Flow.ORDERS).stream()
            .filter(subscription -> subscription.deadLetterTopic().isPresent())
            .toList();

    static final List<String> OTHER_TOPICS = List.of(Flow.ORDERS.topicOf(DONE), Flow.COMPENSATED_TOPIC);

    private Shop() {}

    static List<Write> seeds() {
        return List.of(
                new Write.Create(NAMES.user("jack"), Map.of("address", "123 fake street")),
                new Write.Create(NAMES.user("jill"), Map.of("address", "456 other street")),
                new Write.Create(
                        NAMES.user(ON_CREDIT), Map.of("address", "789 third street", "credit_limit", CREDIT_LIMIT)),
                stock(PLENTY, PLENTY_STOCKED, 10),
                stock(SCARCE, SCARCE_STOCKED, 15));
    }

    private static Write stock(String item, long quantity, long price) {
        return new Write.Create(
                NAMES.stock(item), Map.of("quantity", quantity, "stocked", quantity, "price_per_unit", price));
    }
}
