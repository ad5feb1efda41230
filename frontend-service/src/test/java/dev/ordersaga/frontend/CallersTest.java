package dev.ordersaga.frontend;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallersTest {

    private static final TokenConfig OPEN = TokenConfigs.of();

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "localhost", "::1"})
    void without_a_key_it_may_be_reached_from_this_machine(String host) {
        assertThatCode(() -> new Callers(OPEN, host)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "::",
                "10.0.0.7",
                "192.168.1.1",
                "no.such.host.invalid",
                "",
                "my-machine",
                "127.0.0.1.example.com"
            })
    void without_a_key_it_does_not_start_where_others_could_reach_it(String host) {
        assertThatThrownBy(() -> new Callers(OPEN, host))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("whoever reaches " + host)
                .hasMessageContaining("mp.jwt.verify.publickey.location");
    }

    @Test
    void with_a_key_it_may_be_reached_from_everywhere(@TempDir Path directory) {
        assertThatCode(() -> new Callers(TokenConfigs.of("publickey.location", TokenConfigs.key(directory)), "0.0.0.0"))
                .doesNotThrowAnyException();
    }

    @Test
    void a_key_that_cannot_be_read_is_told_at_start() {
        assertThatThrownBy(() -> new Callers(TokenConfigs.of("publickey.location", "/no/such.pem"), "127.0.0.1"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("mp.jwt.verify.publickey.location=/no/such.pem: /no/such.pem is no file that can be read");
    }
}
