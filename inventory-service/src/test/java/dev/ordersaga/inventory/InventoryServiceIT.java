package dev.ordersaga.inventory;

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
import dev.ordersaga.testing.Sagas;
import dev.ordersaga.testing.Shop;
import dev.ordersaga.testing.StepContract;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = EmulatorsResource.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class InventoryServiceIT extends StepContract {

    @Inject
    Names names;

    @Inject
    Documents documents;

    @Inject
    Topics topics;

    InventoryServiceIT() {
        super("inventory-service");
    }

    @Override
    protected Shop openShop() {
        return Shop.open(names, documents, topics);
    }

    @Override
    protected Order acceptable() {
        return new Order(Shop.unique(), "jack", stocked(1_000), 50);
    }

    @Override
    protected List<DocumentPath> records(Order order) {
        return List.of(names.stock(order.item()), names.reservation(order.item(), order.uuid()));
    }

    /** A new item. */
    private String stocked(long quantity) {
        var item = Shop.unique();
        shop.create(
                names.stock(item), Map.of("quantity", quantity, "price_per_unit", Sagas.PRICE, "stocked", quantity));
        return item;
    }

    private Map<String, Object> stock(String item) {
        return shop.fields(names.stock(item)).orElseThrow();
    }

    @Test
    void reserves_the_stock_and_tells() {
        var item = stocked(10_000);
        var before = waiting(new Order(Shop.unique(), "jack", item, 50));
        var uuid = before.order().uuid();
        shop.publish("order-created", OrderEvent.of(before));

        var event = events.first(uuid);
        var after = shop.saga(uuid).orElseThrow();
        var detail = "50 of " + item + " are reserved at 10 each.";
        var reserved = new Entry(
                "INVENTORY_UPDATED", after.history().get(2).at(), "inventory-service", Optional.empty(), detail);
        assertThat(after)
                .isEqualTo(new Saga(
                        new Order(uuid, "jack", item, 50, Optional.empty(), Map.of("price_per_unit", 10L)),
                        "INVENTORY_UPDATED",
                        Optional.empty(),
                        detail,
                        List.of(before.history().get(0), before.history().get(1), reserved),
                        3,
                        true,
                        after.wakeAt(),
                        0,
                        Optional.empty()));
        assertThat(stock(item)).isEqualTo(Map.of("quantity", 9_950L, "price_per_unit", 10L, "stocked", 10_000L));
        assertThat(shop.fields(names.reservation(item, uuid)))
                .contains(Map.of(
                        "item",
                        item,
                        "quantity",
                        50L,
                        "user",
                        "jack",
                        "price_per_unit",
                        10L,
                        "created",
                        reserved.at()));
        assertTells(event, after);
        assertThat(errors.about(uuid)).isEmpty();
    }

    @Test
    void refuses_more_than_there_is_and_tells() {
        var item = stocked(20_000);
        assertRefused(
                new Order(Shop.unique(), "jill", item, 500_000),
                "INSUFFICIENT_INVENTORY",
                "Only 20000 of " + item + " are left, and 500000 were ordered.");
        assertThat(stock(item)).isEqualTo(Map.of("quantity", 20_000L, "price_per_unit", 10L, "stocked", 20_000L));
    }

    @Test
    void refuses_an_unknown_item_and_tells() {
        var item = Shop.unique();
        assertRefused(new Order(Shop.unique(), "jill", item, 1), "UNKNOWN_ITEM", "There is no item " + item + ".");
        assertThat(shop.fields(names.stock(item))).isEmpty();
    }

    private void assertRefused(Order order, String reason, String detail) {
        var before = waiting(order);
        shop.publish("order-created", OrderEvent.of(before));

        var event = errors.first(order.uuid());
        var after = shop.saga(order.uuid()).orElseThrow();
        var refused =
                new Entry("FAILED", after.history().get(2).at(), "inventory-service", Optional.of(reason), detail);
        assertThat(after)
                .isEqualTo(new Saga(
                        order,
                        "FAILED",
                        Optional.of(reason),
                        detail,
                        List.of(before.history().get(0), before.history().get(1), refused),
                        3,
                        true,
                        after.wakeAt(),
                        0,
                        Optional.empty()));
        assertThat(shop.fields(names.reservation(order.item(), order.uuid()))).isEmpty();
        assertTells(event, after);
        assertThat(events.about(order.uuid())).isEmpty();
    }

    @Test
    void sells_the_last_units_once_when_all_want_them() {
        var item = stocked(205);
        var sagas = IntStream.range(0, 60)
                .mapToObj(i -> Sagas.at("ORDER_CREATED", new Order(Shop.unique(), "jack", item, 10)))
                .toArray(Saga[]::new);
        shop.create(sagas);
        shop.publish("order-created", Stream.of(sagas).map(OrderEvent::of).toList());

        for (var saga : sagas) {
            assertThat(shop.awaitLeft(saga.order().uuid(), "ORDER_CREATED").status())
                    .isIn("INVENTORY_UPDATED", "FAILED");
        }
        assertThat(stock(item)).isEqualTo(Map.of("quantity", 5L, "price_per_unit", 10L, "stocked", 205L));
        assertThat(shop.found(Stream.of(sagas)
                        .map(saga -> names.reservation(item, saga.order().uuid()))
                        .toList()))
                .hasSize(20);
    }

    @Test
    void a_stock_that_makes_no_sense_is_a_dead_letter_in_the_end_and_leaves_the_rest_alone() {
        var item = Shop.unique();
        shop.create(names.stock(item), Map.of("quantity", "many", "price_per_unit", 10L));
        var broken = waiting(new Order(Shop.unique(), "jack", item, 1));
        var sound = waiting(acceptable());
        poke(broken);
        poke(sound);

        events.first(sound.order().uuid());
        assertThat(deadLetters.first(broken.order().uuid()).attributes())
                .containsEntry("step", "inventory-service")
                .containsEntry(
                        "reason",
                        "a bug: java.lang.IllegalStateException: the item's quantity is not a whole number: many")
                .containsEntry("attempt", "5");
        assertThat(shop.saga(broken.order().uuid())).contains(broken);
    }
}
