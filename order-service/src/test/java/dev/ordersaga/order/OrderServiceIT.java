package dev.ordersaga.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.flow.Names;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.Topics;
import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.OrderEvent;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.saga.Saga.Entry;
import dev.ordersaga.testing.EmulatorsResource;
import dev.ordersaga.testing.Shop;
import dev.ordersaga.testing.StepContract;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = EmulatorsResource.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class OrderServiceIT extends StepContract {

    @Inject
    Names names;

    @Inject
    Documents documents;

    @Inject
    Topics topics;

    OrderServiceIT() {
        super("order-service");
    }

    @Override
    protected Shop openShop() {
        var shop = Shop.open(names, documents, topics);
        shop.create(names.user("jack"), Map.of("address", "123 fake street"));
        return shop;
    }

    @Override
    protected Order acceptable() {
        return new Order(Shop.unique(), "jack", "widget", 50);
    }

    @Override
    protected List<DocumentPath> records(Order order) {
        return List.of(names.order(order.user(), order.uuid()));
    }

    @Test
    void places_an_order_and_tells() {
        var before = waiting(acceptable());
        var order = before.order();
        shop.publish("frontend", OrderEvent.of(before));

        var event = events.first(order.uuid());
        var after = shop.saga(order.uuid()).orElseThrow();
        var placed = new Entry(
                "ORDER_CREATED",
                after.history().get(1).at(),
                "order-service",
                Optional.empty(),
                "The order was placed for jack.");
        assertThat(after)
                .isEqualTo(new Saga(
                        order,
                        "ORDER_CREATED",
                        Optional.empty(),
                        "The order was placed for jack.",
                        List.of(before.history().get(0), placed),
                        2,
                        true,
                        after.wakeAt(),
                        0,
                        Optional.empty()));
        assertThat(after.wakeAt().orElseThrow())
                .isBetween(placed.at().plusSeconds(30), placed.at().plusSeconds(45));
        assertThat(shop.fields(names.order("jack", order.uuid())))
                .contains(Map.of("item", "widget", "quantity", 50L, "created", placed.at()));
        assertTells(event, after);
        assertThat(errors.about(order.uuid())).isEmpty();
    }

    @Test
    void refuses_an_unknown_customer_and_tells() {
        var before = waiting(new Order(Shop.unique(), "jimbo", "widget", 25));
        var order = before.order();
        shop.publish("frontend", OrderEvent.of(before));

        var event = errors.first(order.uuid());
        var after = shop.saga(order.uuid()).orElseThrow();
        var refused = new Entry(
                "FAILED",
                after.history().get(1).at(),
                "order-service",
                Optional.of("UNKNOWN_USER"),
                "There is no customer jimbo.");
        assertThat(after)
                .isEqualTo(new Saga(
                        order,
                        "FAILED",
                        Optional.of("UNKNOWN_USER"),
                        "There is no customer jimbo.",
                        List.of(before.history().get(0), refused),
                        2,
                        true,
                        after.wakeAt(),
                        0,
                        Optional.empty()));
        assertThat(shop.found(records(order))).isEmpty();
        assertTells(event, after);
        assertThat(events.about(order.uuid())).isEmpty();
    }

    @Test
    void a_refusal_is_durable() {
        var before = waiting(new Order(Shop.unique(), "late", "widget", 25));
        poke(before);
        errors.first(before.order().uuid());
        var refused = shop.saga(before.order().uuid());

        shop.create(names.user("late"), Map.of("address", "9 new street"));
        poke(before);

        errors.atLeast(2, before.order().uuid());
        assertThat(shop.saga(before.order().uuid())).isEqualTo(refused);
        assertThat(events.about(before.order().uuid())).isEmpty();
    }
}
