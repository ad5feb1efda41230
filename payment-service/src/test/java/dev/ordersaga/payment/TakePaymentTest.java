package dev.ordersaga.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.payment.Payment.Account;
import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.Outcome;
import dev.ordersaga.saga.Outcome.Advance;
import dev.ordersaga.saga.Outcome.Refuse;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TakePaymentTest {

    private static final boolean REHEARSING = true;

    private static Order order(long quantity, long pricePerUnit, Optional<String> paymentError) {
        return new Order("u", "jill", "wotsit", quantity, paymentError, Map.of("price_per_unit", pricePerUnit));
    }

    private static Outcome<Payment> decide(boolean rehearseErrors, Order order) {
        return TakePayment.decide(rehearseErrors, order, Optional.empty());
    }

    private static Outcome<Payment> paid(long quantity, long pricePerUnit, long total) {
        return new Advance<>(
                new Payment("u", "jill", "wotsit", quantity, pricePerUnit, total, Optional.empty()),
                Map.of("total_invoice", total),
                "The order is complete; %d were charged.".formatted(total));
    }

    @Test
    void charges_price_times_quantity() {
        assertThat(decide(REHEARSING, order(80, 15, Optional.empty()))).isEqualTo(paid(80, 15, 1_200));
    }

    @Test
    void charges_nothing_for_what_is_free() {
        assertThat(decide(REHEARSING, order(80, 0, Optional.empty()))).isEqualTo(paid(80, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"null\"", "true", "false", "0", "\"\"", "{}", "[]", "{\"code\":402}"})
    void fails_when_a_payment_error_is_sent_whatever_its_value(String raw) {
        assertThat(decide(REHEARSING, order(80, 15, Optional.of(raw))))
                .isEqualTo(new Refuse<>("PAYMENT_ERROR", "The payment failed."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "\"null\""})
    void passes_over_a_payment_error_when_failure_is_not_rehearsed(String raw) {
        assertThat(decide(!REHEARSING, order(80, 15, Optional.of(raw)))).isEqualTo(paid(80, 15, 1_200));
    }

    @Test
    void charges_the_largest_sum_there_is() {
        assertThat(decide(REHEARSING, order(1, Long.MAX_VALUE, Optional.empty())))
                .isEqualTo(paid(1, Long.MAX_VALUE, Long.MAX_VALUE));
    }

    @Test
    void never_charges_a_sum_that_has_wrapped_around() {
        var order = order(2, Long.MAX_VALUE, Optional.empty());
        assertThatThrownBy(() -> decide(REHEARSING, order)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void never_charges_without_a_price() {
        var order = new Order("u", "jill", "wotsit", 80);
        assertThatThrownBy(() -> decide(REHEARSING, order))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("order u has no number price_per_unit");
    }

    @ParameterizedTest
    @CsvSource({"0, false, 1000, true", "700, true, 1000, false", "0, true, 1000, false", "2000, true, 2000, false"})
    void charges_a_customer_with_credit_to_their_account(long owed, boolean hasAccount, long after, boolean isNew) {
        long total = after - owed;
        var order = order(total, 1, Optional.empty());

        assertThat(TakePayment.decide(REHEARSING, order, Optional.of(new Credit(1_000, owed, hasAccount))))
                .isEqualTo(new Advance<>(
                        new Payment("u", "jill", "wotsit", total, 1, total, Optional.of(new Account(after, isNew))),
                        Map.of("total_invoice", total, "on_account", true),
                        "The order is complete; %d were charged to the account.".formatted(total)));
    }

    @ParameterizedTest
    @CsvSource({"1000, 0, 1001, 1000", "1000, 1000, 1, 0", "1000, 2000, 1, 0", "0, 0, 1, 0"})
    void refuses_what_is_beyond_the_credit(long limit, long owed, long total, long left) {
        var order = order(total, 1, Optional.empty());

        assertThat(TakePayment.decide(REHEARSING, order, Optional.of(new Credit(limit, owed, true))))
                .isEqualTo(new Refuse<>(
                        "INSUFFICIENT_CREDIT",
                        "The order comes to %d, and only %d of jill's credit are left.".formatted(total, left)));
    }
}
