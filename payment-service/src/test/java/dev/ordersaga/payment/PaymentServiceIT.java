package dev.ordersaga.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.flow.Names;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.Message;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = EmulatorsResource.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class PaymentServiceIT extends StepContract {

    @Inject
    Names names;

    @Inject
    Documents documents;

    @Inject
    Topics topics;

    PaymentServiceIT() {
        super("payment-service");
    }

    @Override
    protected Shop openShop() {
        return Shop.open(names, documents, topics);
    }

    @Override
    protected Order acceptable() {
        return order(Optional.empty());
    }

    private static Order order(Optional<String> paymentError) {
        return new Order(Shop.unique(), "jill", "wotsit", 80, paymentError, Map.of());
    }

    @Override
    protected List<DocumentPath> records(Order order) {
        return List.of(names.payment(order.uuid()));
    }

    @Test
    void takes_the_payment_tells_and_rests() {
        var before = waiting(acceptable());
        var uuid = before.order().uuid();
        shop.publish("inventory-updated", OrderEvent.of(before));

        var event = events.first(uuid);
        var after = shop.awaitRest(uuid, "PAYMENT_CREATED");
        var paid = new Entry(
                "PAYMENT_CREATED",
                after.history().get(3).at(),
                "payment-service",
                Optional.empty(),
                "The order is complete; 800 were charged.");
        var history = List.of(
                before.history().get(0),
                before.history().get(1),
                before.history().get(2),
                paid);
        var order = new Order(
                uuid, "jill", "wotsit", 80, Optional.empty(), Map.of("price_per_unit", 10L, "total_invoice", 800L));
        assertThat(after)
                .isEqualTo(new Saga(
                        order,
                        "PAYMENT_CREATED",
                        Optional.empty(),
                        "The order is complete; 800 were charged.",
                        history,
                        5,
                        false,
                        Optional.empty(),
                        0,
                        Optional.empty()));
        assertThat(shop.fields(names.payment(uuid)))
                .contains(Map.of(
                        "item",
                        "wotsit",
                        "quantity",
                        80L,
                        "user",
                        "jill",
                        "price_per_unit",
                        10L,
                        "total_invoice",
                        800L,
                        "created",
                        paid.at()));
        assertThat(event.text()).isEqualTo(OrderEvent.of(after).text());
        assertThat(event.attributes())
                .isEqualTo(Map.of("uuid", uuid, "type", "PAYMENT_CREATED", "schema", "1", "seq", "4"));
        assertThat(errors.about(uuid)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"null\"", "true", "{\"code\":402}"})
    void fails_when_a_payment_error_is_sent_and_tells(String raw) {
        var before = waiting(order(Optional.of(raw)));
        var uuid = before.order().uuid();
        shop.publish("inventory-updated", OrderEvent.of(before));

        var event = errors.first(uuid);
        var after = shop.saga(uuid).orElseThrow();
        var refused = new Entry(
                "FAILED",
                after.history().get(3).at(),
                "payment-service",
                Optional.of("PAYMENT_ERROR"),
                "The payment failed.");
        assertThat(after)
                .isEqualTo(new Saga(
                        before.order(),
                        "FAILED",
                        Optional.of("PAYMENT_ERROR"),
                        "The payment failed.",
                        List.of(
                                before.history().get(0),
                                before.history().get(1),
                                before.history().get(2),
                                refused),
                        4,
                        true,
                        after.wakeAt(),
                        0,
                        Optional.empty()));
        assertThat(shop.found(records(before.order()))).isEmpty();
        assertTells(event, after);
        assertThat(event.text()).contains("\"payment-error\":" + raw);
        assertThat(events.about(uuid)).isEmpty();
    }

    @Test
    void neither_price_nor_payment_error_of_a_message_counts() {
        var before = waiting(acceptable());
        shop.publish(
                "inventory-updated",
                Message.of(
                        "{\"uuid\":\"%s\",\"price_per_unit\":1,\"payment-error\":null}"
                                .formatted(before.order().uuid()),
                        Map.of()));

        assertThat(shop.awaitRest(before.order().uuid(), "PAYMENT_CREATED")
                        .order()
                        .facts())
                .isEqualTo(Map.of("price_per_unit", 10L, "total_invoice", 800L));
    }

    @Test
    void a_completed_order_that_was_not_known_to_be_published_rests_once_it_is() {
        var saga = Sagas.at("PAYMENT_CREATED", acceptable());
        shop.create(saga);
        poke(saga);

        assertTells(events.first(saga.order().uuid()), saga);
        assertThat(shop.awaitRest(saga.order().uuid(), "PAYMENT_CREATED")).isEqualTo(Sagas.published(saga));
    }
}
