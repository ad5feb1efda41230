package dev.ordersaga.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Topics.Subscription;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    private static final Names STANDARD = Names.standard();

    private static Names with(Map<String, String> environment) {
        return new Names(variable -> Optional.ofNullable(environment.get(variable)));
    }

    @ParameterizedTest
    @CsvSource({
        "TOPIC_FRONTEND, frontend",
        "TOPIC_ORDER_CREATED, order-created",
        "TOPIC_INVENTORY_UPDATED, inventory-updated",
        "TOPIC_PAYMENT_CREATED, payment-created",
        "TOPIC_ERROR, error",
        "TOPIC_ORDER_COMPENSATED, order-compensated",
        "TOPIC_DEAD_LETTER, dead-letter"
    })
    void a_variable_renames_a_topic_and_no_other(String variable, String topic) {
        var names = with(Map.of(variable, "mine"));

        assertThat(STANDARD.topic(topic)).isEqualTo(topic);
        assertThat(names.topic(topic)).isEqualTo("mine");
        assertThat(names.topic("other-topic")).isEqualTo("other-topic");
        assertThat(names.subscription(topic + "-sub")).isEqualTo(topic + "-sub");
    }

    @ParameterizedTest
    @CsvSource({
        "SUBSCRIPTION_FRONTEND, frontend-sub",
        "SUBSCRIPTION_ORDER_CREATED, order-created-sub",
        "SUBSCRIPTION_INVENTORY_UPDATED, inventory-updated-sub",
        "SUBSCRIPTION_PAYMENT_CREATED, payment-created-sub",
        "SUBSCRIPTION_ERROR, error-sub",
        "SUBSCRIPTION_ERROR_CLI, error-cli-sub",
        "SUBSCRIPTION_ORDER_COMPENSATED, order-compensated-sub",
        "SUBSCRIPTION_DEAD_LETTER, dead-letter-sub"
    })
    void a_variable_renames_a_subscription_and_no_other(String variable, String subscription) {
        var names = with(Map.of(variable, "mine"));

        assertThat(STANDARD.subscription(subscription)).isEqualTo(subscription);
        assertThat(names.subscription(subscription)).isEqualTo("mine");
        assertThat(names.subscription("other-sub")).isEqualTo("other-sub");
    }

    @Test
    void documents_are_where_they_were_promised() {
        assertThat(STANDARD.sagas()).isEqualTo("sagas");
        assertThat(STANDARD.saga("u")).isEqualTo(new DocumentPath("sagas/u"));
        assertThat(STANDARD.user("jack")).isEqualTo(new DocumentPath("users/jack"));
        assertThat(STANDARD.order("jack", "u")).isEqualTo(new DocumentPath("users/jack/orders/u"));
        assertThat(STANDARD.stock("widget")).isEqualTo(new DocumentPath("inventory/widget"));
        assertThat(STANDARD.reservation("widget", "u")).isEqualTo(new DocumentPath("inventory/widget/orders/u"));
        assertThat(STANDARD.payment("u")).isEqualTo(new DocumentPath("payments/u"));
    }

    @Test
    void variables_rename_collections() {
        var names = with(Map.of(
                "COLLECTION_USERS", "people",
                "COLLECTION_ORDERS", "wishes",
                "COLLECTION_INVENTORY", "shelf",
                "COLLECTION_PAYMENTS", "till",
                "COLLECTION_SAGAS", "tales"));

        assertThat(names.sagas()).isEqualTo("tales");
        assertThat(names.saga("u")).isEqualTo(new DocumentPath("tales/u"));
        assertThat(names.user("jack")).isEqualTo(new DocumentPath("people/jack"));
        assertThat(names.order("jack", "u")).isEqualTo(new DocumentPath("people/jack/wishes/u"));
        assertThat(names.stock("widget")).isEqualTo(new DocumentPath("shelf/widget"));
        assertThat(names.reservation("widget", "u")).isEqualTo(new DocumentPath("shelf/widget/wishes/u"));
        assertThat(names.payment("u")).isEqualTo(new DocumentPath("till/u"));
    }

    @Test
    void the_whole_topology_is_renamed() {
        var names = with(Map.of(
                "TOPIC_ERROR", "oops",
                "TOPIC_DEAD_LETTER", "attic",
                "SUBSCRIPTION_ERROR", "oops-for-janitors"));

        assertThat(names.subscriptions(Flow.ORDERS))
                .hasSameSizeAs(Flow.ORDERS.subscriptions())
                .contains(
                        new Subscription("frontend-sub", "frontend", Optional.of("attic")),
                        new Subscription("oops-for-janitors", "oops", Optional.of("attic")),
                        new Subscription("error-cli-sub", "oops", Optional.empty()),
                        new Subscription("dead-letter-sub", "attic", Optional.empty()));
        assertThat(STANDARD.subscriptions(Flow.ORDERS)).isEqualTo(Flow.ORDERS.subscriptions());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void a_blank_variable_is_as_good_as_none(String blank) {
        var names = with(Map.of("TOPIC_ERROR", blank, "SUBSCRIPTION_ERROR", blank, "COLLECTION_SAGAS", blank));

        assertThat(names.topic("error")).isEqualTo("error");
        assertThat(names.subscription("error-sub")).isEqualTo("error-sub");
        assertThat(names.sagas()).isEqualTo("sagas");
    }

    @Test
    void a_variable_is_looked_up_once() {
        var asked = new ArrayList<String>();
        var names = new Names(variable -> {
            asked.add(variable);
            return Optional.empty();
        });

        names.saga("one");
        names.saga("another");

        assertThat(asked).containsExactly("COLLECTION_SAGAS");
    }
}
