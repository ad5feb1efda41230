package dev.ordersaga.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MessageTest {

    @Test
    void text_goes_out_as_utf_8_and_comes_back() {
        var message = Message.of("grüße 🙂", Map.of());

        assertThat(message.data()).hasSize(12);
        assertThat(message.text()).isEqualTo("grüße 🙂");
    }

    @Test
    void bytes_that_are_no_text_are_kept() {
        var message = new Message(new byte[] {(byte) 0xff, 'a'}, Map.of());

        assertThat(message.data()).containsExactly(0xff, 'a');
        assertThat(message.text()).isEqualTo("\ufffda");
    }

    @Test
    void nobody_changes_its_attributes_from_outside() {
        var attributes = new HashMap<>(Map.of("uuid", "u"));
        var message = Message.of("{}", attributes);
        attributes.clear();

        assertThat(message.attributes()).isEqualTo(Map.of("uuid", "u"));
    }

    @Test
    void has_data_or_attributes() {
        takes(Message.of("x", Map.of()));
        takes(Message.of("", Map.of("a", "")));
        refuses(Message.of("", Map.of()), "neither data nor attributes");
    }

    @Test
    void its_data_has_a_limit() {
        takes(new Message(new byte[Message.DATA_BYTES_MAX], Map.of()));
        refuses(new Message(new byte[Message.DATA_BYTES_MAX + 1], Map.of()), "data of 9000001 bytes");
    }

    @Test
    void has_a_hundred_attributes_at_the_most() {
        takes(Message.of("x", attributes(100)));
        refuses(Message.of("x", attributes(101)), "101 attributes");
    }

    private static Map<String, String> attributes(int count) {
        return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "a" + i, i -> ""));
    }

    @Test
    void an_attributes_name_has_limits() {
        takes(Message.of("x", Map.of("ü".repeat(128), "")));
        refuses(Message.of("x", Map.of("ü".repeat(129), "")), "attribute named " + "ü".repeat(129));
        refuses(Message.of("x", Map.of("", "")), "attribute named ");
        refuses(Message.of("x", Map.of("google", "")), "attribute named google, a prefix of Google's own");
    }

    @Test
    void an_attributes_value_has_a_limit_in_bytes() {
        takes(Message.of("x", Map.of("a", "ü".repeat(512))));
        refuses(Message.of("x", Map.of("a", "ü".repeat(512) + "x")), "attribute a of 1025 bytes");
    }

    private static void takes(Message message) {
        assertThatCode(message::requirePublishable).doesNotThrowAnyException();
    }

    private static void refuses(Message message, String what) {
        assertThatThrownBy(message::requirePublishable)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no topic takes a message with " + what);
    }
}
