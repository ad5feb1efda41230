package dev.ordersaga.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PricesTest {

    @Test
    void a_million_orders_cost_what_each_of_their_documents_costs() {
        assertThat(Prices.usdPerMillion(5, 0, 0, 0, 0)).isCloseTo(1.5, within(1e-9));
        assertThat(Prices.usdPerMillion(0, 8, 0, 0, 0)).isCloseTo(7.2, within(1e-9));
        assertThat(Prices.usdPerMillion(0, 0, 3, 0, 0)).isCloseTo(0.3, within(1e-9));
    }

    @Test
    void a_message_is_billed_as_a_thousand_bytes_or_as_what_it_has_beyond() {
        double thousand = 1e9 * 40 / (1L << 40);

        assertThat(Prices.usdPerMillion(0, 0, 0, 1, 400)).isCloseTo(thousand, within(1e-9));
        assertThat(Prices.usdPerMillion(0, 0, 0, 1, 2_000)).isCloseTo(2 * thousand, within(1e-9));
    }
}
