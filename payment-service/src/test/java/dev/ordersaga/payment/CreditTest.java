package dev.ordersaga.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CreditTest {

    private static final Optional<Map<String, Object>> JOAN = Optional.of(Map.of("credit_limit", 1_000L));

    @Test
    void is_the_limit_without_what_is_owed() {
        var credit = Credit.of(JOAN, Optional.of(Map.of("open_balance", 400L)));

        assertThat(credit).contains(new Credit(1_000, 400, true));
        assertThat(credit.orElseThrow().left()).isEqualTo(600);
        assertThat(credit.orElseThrow().covers(600)).isTrue();
        assertThat(credit.orElseThrow().covers(601)).isFalse();
    }

    @Test
    void is_the_whole_limit_of_a_customer_who_never_owed_anything() {
        assertThat(Credit.of(JOAN, Optional.empty())).contains(new Credit(1_000, 0, false));
    }

    @Test
    void is_not_asked_of_a_customer_who_pays_at_once() {
        assertThat(Credit.of(Optional.of(Map.of("address", "here")), Optional.of(Map.of("open_balance", 4L))))
                .isEmpty();
        assertThat(Credit.of(Optional.empty(), Optional.empty())).isEmpty();
    }

    @Test
    void never_makes_anything_of_what_is_no_amount() {
        assertThatThrownBy(() -> Credit.of(Optional.of(Map.of("credit_limit", "much")), Optional.empty()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("much is no amount of credit");
        assertThatThrownBy(() -> Credit.of(JOAN, Optional.of(Map.of())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("null is no amount of credit");
    }
}
