package dev.ordersaga.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CpuTest {

    @Test
    void this_process_is_the_load_and_has_worked_already() {
        assertThat(Cpu.now().seconds().get(Processes.LOAD)).isPositive();
    }

    @Test
    void what_was_used_since_is_told_for_a_thousand_orders() {
        var before = new Cpu(Map.of("load", 1.0));
        var after = new Cpu(Map.of("load", 3.0, "order-service", 1.0));

        assertThat(after.per1000Since(before, 500)).isEqualTo(Map.of("load", 4.0, "order-service", 2.0));
    }
}
