package dev.ordersaga.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {
    @Test
    void reads_a_variable_or_takes_the_default() {
        assertThat(Ports.read(Map.of("ORDER_PORT", " 9081 "), "ORDER_PORT", 8081))
                .isEqualTo(9081);
        assertThat(Ports.read(Map.of("ORDER_PORT", ""), "ORDER_PORT", 8081)).isEqualTo(8081);
        assertThat(Ports.read(Map.of(), "ORDER_PORT", 8081)).isEqualTo(8081);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "http", "8081/tcp"})
    void refuses_what_is_no_port(String text) {
        assertThatThrownBy(() -> Ports.parse("ORDER_PORT", text))
                .isInstanceOf(LocalStackException.class)
                .hasMessage("ORDER_PORT must be a port from 1 to 65535, not \"%s\"".formatted(text));
    }

    @Test
    void a_port_in_use_is_not_free() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Ports.isFree(socket.getLocalPort())).isFalse();
        }
        assertThat(Ports.isFree(Ports.free())).isTrue();
    }

    @Test
    void no_port_is_given_twice_though_nobody_listens_on_it_yet() {
        assertThat(IntStream.range(0, 200).map(i -> Ports.free())).doesNotHaveDuplicates();
    }
}
