package dev.ordersaga.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanTest {

    @Test
    void the_full_form_has_three_rounds_and_two_thousand_orders_at_each_rate() {
        var plan = Plan.of(Plan.ORDERS);

        assertThat(plan.orders()).isEqualTo(20_000);
        assertThat(plan.rounds()).isEqualTo(3);
        assertThat(plan.rounds() * plan.latencyOrders()).isGreaterThanOrEqualTo(2_000);
        assertThat(plan.series()).startsWith(1_000).endsWith(100_000);
        assertThat(plan.words())
                .isEqualTo("the full form: 20,000 orders, medians of 3 rounds, 2,100 orders at each rate");
    }

    @Test
    void the_quick_form_has_one_round_and_says_so() {
        var plan = Plan.of(2_000);

        assertThat(plan.rounds()).isEqualTo(1);
        assertThat(plan.series()).isEmpty();
        assertThat(plan.words())
                .isEqualTo("the quick form: 2,000 orders, one round of one instance each, 100 orders at each rate,"
                        + " no series: good for a first look");
    }

    @Test
    void in_the_rounds_of_the_full_form_each_number_of_instances_has_each_place() {
        var plan = Plan.of(20_000);

        assertThat(IntStream.range(0, plan.rounds()).mapToObj(plan::instances))
                .containsExactly(List.of(1, 2, 3), List.of(2, 3, 1), List.of(3, 1, 2));
    }
}
