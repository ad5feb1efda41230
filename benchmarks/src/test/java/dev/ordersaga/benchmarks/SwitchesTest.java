package dev.ordersaga.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class SwitchesTest {

    @Test
    @EnabledOnOs(OS.LINUX)
    void whoever_waits_gives_up_the_processor() throws InterruptedException {
        var before = Switches.now();

        var never = new CountDownLatch(1);
        for (int i = 0; i < 10; i++) {
            assertThat(never.await(1, TimeUnit.MILLISECONDS)).isFalse();
        }

        assertThat(Switches.now().perOrderSince(before, 1).get(Processes.LOAD)).isGreaterThanOrEqualTo(10);
    }

    @Test
    void what_was_made_since_is_told_for_an_order() {
        var before = new Switches(Map.of("load", 100L));
        var after = new Switches(Map.of("load", 150L, "order-service", 50L));

        assertThat(after.perOrderSince(before, 100)).isEqualTo(Map.of("load", 0.5, "order-service", 0.5));
    }

    @Test
    void instances_of_a_service_count_together() {
        assertThat(Processes.byService(Map.of("order-service", 1.0, "order-service-2", 2.0, "pubsub-emulator", 4.0)))
                .isEqualTo(Map.of("order-service", 3.0, "pubsub-emulator", 4.0));
    }
}
