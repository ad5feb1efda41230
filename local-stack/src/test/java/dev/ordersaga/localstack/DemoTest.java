package dev.ordersaga.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.localstack.Demo.Fate;
import dev.ordersaga.localstack.FakeService.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoTest {
    private final ArrayList<String> printed = new ArrayList<>();

    @Test
    void shows_each_fate_and_tells_the_unexpected_ones() throws IOException {
        var server = FakeService.serve(
                0,
                Map.of(
                        "/order", new Answer(202, "{\"uuid\":\"u-1\",\"status\":\"RECEIVED\"}"),
                        "/order/u-1", new Answer(200, "{\"status\":\"PAYMENT_CREATED\",\"total_invoice\":500}")));
        try {
            assertThat(new Demo("http://127.0.0.1:" + server.getAddress().getPort(), printed::add).run())
                    .isFalse();
        } finally {
            server.stop(0);
        }

        assertThat(printed)
                .startsWith(
                        "POST /order {\"item\":\"widget\",\"quantity\":50,\"user\":\"jack\"}",
                        "  uuid   u-1",
                        "  status PAYMENT_CREATED",
                        "  total  500",
                        "POST /order {\"item\":\"wotsit\",\"quantity\":80,\"user\":\"jill\"}")
                .contains("  expected " + Fate.paid(1200), "  expected " + Fate.compensated("UNKNOWN_USER"))
                .doesNotContain("  expected " + Fate.paid(500));
    }

    @Test
    void says_what_to_do_when_nothing_runs() {
        assertThatThrownBy(() -> new Demo("http://127.0.0.1:" + Ports.free(), printed::add).run())
                .isInstanceOf(LocalStackException.class)
                .hasMessageEndingWith("First: make up");
    }
}
