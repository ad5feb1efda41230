package dev.ordersaga.flow;

import static dev.ordersaga.flow.Flow.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.flow.Flow.Stage;
import dev.ordersaga.port.Topics.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlowTest {

    @Test
    void has_the_promised_topics_and_subscriptions() {
        var deadLetter = Optional.of("dead-letter");
        assertThat(ORDERS.subscriptions())
                .containsExactly(
                        new Subscription("frontend-sub", "frontend", deadLetter),
                        new Subscription("order-created-sub", "order-created", deadLetter),
                        new Subscription("inventory-updated-sub", "inventory-updated", deadLetter),
                        new Subscription("error-sub", "error", deadLetter),
                        new Subscription("payment-created-sub", "payment-created", Optional.empty()),
                        new Subscription("order-compensated-sub", "order-compensated", Optional.empty()),
                        new Subscription("dead-letter-sub", "dead-letter", Optional.empty()),
                        new Subscription("error-cli-sub", "error", Optional.empty()));
    }

    @Test
    void names_the_stage_of_a_service() {
        assertThat(ORDERS.stage("inventory-service"))
                .isEqualTo(new Stage("inventory-service", "order-created", "INVENTORY_UPDATED", "inventory-updated"));
        assertThatThrownBy(() -> ORDERS.stage("janitor-service"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the flow has no stage janitor-service");
    }

    @ParameterizedTest
    @CsvSource({"RECEIVED, 0", "ORDER_CREATED, 1", "INVENTORY_UPDATED, 2", "PAYMENT_CREATED, 3"})
    void counts_the_stages_done(String status, int progress) {
        assertThat(ORDERS.progress(status)).isEqualTo(progress);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAILED", "COMPENSATED", "received", ""})
    void has_no_progress_for_what_is_not_on_the_way(String status) {
        assertThatThrownBy(() -> ORDERS.progress(status))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a status on the way: " + status);
    }

    @ParameterizedTest
    @CsvSource({
        "RECEIVED, frontend, false",
        "ORDER_CREATED, order-created, false",
        "INVENTORY_UPDATED, inventory-updated, false",
        "PAYMENT_CREATED, payment-created, true",
        "FAILED, error, false",
        "COMPENSATED, order-compensated, true"
    })
    void tells_each_status_on_a_topic_and_rests_at_two(String status, String topic, boolean rests) {
        assertThat(ORDERS.topicOf(status)).isEqualTo(topic);
        assertThat(ORDERS.rests(status)).isEqualTo(rests);
    }

    @Test
    void is_complete_after_the_last_stage() {
        assertThat(ORDERS.completed()).isEqualTo("PAYMENT_CREATED");
    }

    @Test
    void takes_one_more_participant_as_one_more_stage() {
        var stages = new ArrayList<>(ORDERS.stages());
        stages.add(new Stage("shipping-service", "payment-created", "SHIPPED", "shipped"));
        var flow = new Flow("frontend", stages);

        assertThat(flow.completed()).isEqualTo("SHIPPED");
        assertThat(flow.rests("PAYMENT_CREATED")).isFalse();
        assertThat(flow.subscriptions())
                .contains(
                        new Subscription("payment-created-sub", "payment-created", Optional.of("dead-letter")),
                        new Subscription("shipped-sub", "shipped", Optional.empty()));
    }

    @Test
    void refuses_a_stage_that_reads_what_nobody_before_it_publishes() {
        var stages = List.of(new Stage("late-service", "elsewhere", "LATE", "late"));
        assertThatThrownBy(() -> new Flow("frontend", stages))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("late-service reads elsewhere, which nobody before it publishes");
    }
}
