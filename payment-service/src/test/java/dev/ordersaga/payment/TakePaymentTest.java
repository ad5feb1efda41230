package dev.ordersaga.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.Outcome;
import dev.ordersaga.saga.Outcome.Advance;
import dev.ordersaga.saga.Outcome.Refuse;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TakePaymentTest {

    private static final boolean REHEARSING = true;

    private static Order order(long quantity, long pricePerUnit, Optional<String> paymentError) {
        return new Order("u", "jill", "wotsit", quantity, paymentError, Map.of("price_per_unit", pricePerUnit));
    }

    private static Outcome<Payment> paid(long quantity, long pricePerUnit, long total) {
        return new Advance<>(
                new Payment("u", "jill", "wotsit", quantity, pricePerUnit, total),
                Map.of("total_invoice", total),
                "The order is complete; %d were charged.".formatted(total));
    }

    @Test
    void charges_price_times_quantity() {
        assertThat(TakePayment.decide(REHEARSING, order(80, 15, Optional.empty())))
                .isEqualTo(paid(80, 15, 1_200));
    }

    @Test
    void charges_nothing_for_what_is_free() {
        assertThat(TakePayment.decide(REHEARSING, order(80, 0, Optional.empty())))
                .isEqualTo(paid(80, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"null\"", "true", "false", "0", "\"\"", "{}", "[]", "{\"code\":402}"})
    void fails_when_a_payment_error_is_sent_whatever_its_value(String raw) {
        assertThat(TakePayment.decide(REHEARSING, order(80, 15, Optional.of(raw))))
                .isEqualTo(new Refuse<>("PAYMENT_ERROR", "The payment failed."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "\"null\""})
    void passes_over_a_payment_error_when_failure_is_not_rehearsed(String raw) {
        assertThat(TakePayment.decide(!REHEARSING, order(80, 15, Optional.of(raw))))
                .isEqualTo(paid(80, 15, 1_200));
    }

    @Test
    void charges_the_largest_sum_there_is() {
        assertThat(TakePayment.decide(REHEARSING, order(1, Long.MAX_VALUE, Optional.empty())))
                .isEqualTo(paid(1, Long.MAX_VALUE, Long.MAX_VALUE));
    }

    @Test
    void never_charges_a_sum_that_has_wrapped_around() {
        var order = order(2, Long.MAX_VALUE, Optional.empty());
        assertThatThrownBy(() -> TakePayment.decide(REHEARSING, order)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void never_charges_without_a_price() {
        var order = new Order("u", "jill", "wotsit", 80);
        assertThatThrownBy(() -> TakePayment.decide(REHEARSING, order))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("order u has no number price_per_unit");
    }
}
