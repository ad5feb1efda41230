package dev.ordersaga.frontend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.saga.Identifiers;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {

    @Test
    void the_same_key_of_the_same_caller_is_the_same_uuid_for_ever() {
        assertThat(new IdempotencyKey("", "a-key").uuid()).isEqualTo("de7351c5-9284-8612-9a75-0eef61ed1f98");
    }

    @Test
    void another_key_or_another_caller_is_another_uuid() {
        assertThat(new IdempotencyKey("", "ab").uuid())
                .isNotEqualTo(new IdempotencyKey("a", "b").uuid())
                .isNotEqualTo(new IdempotencyKey("", "a").uuid());
        assertThat(new IdempotencyKey("1", "1:a").uuid()).isNotEqualTo(new IdempotencyKey("1:1", "a").uuid());
    }

    @Test
    void the_uuid_is_a_canonical_one_of_version_8() {
        var uuid = new IdempotencyKey("jack", "!~").uuid();

        assertThat(Identifiers.isUuid(uuid)).isTrue();
        assertThat(UUID.fromString(uuid).version()).isEqualTo(8);
        assertThat(UUID.fromString(uuid).variant()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\tb", "é", "a\u007f"})
    void what_is_not_visible_is_no_key(String key) {
        assertThatThrownBy(() -> new IdempotencyKey("", key)).isInstanceOf(ProblemException.class);
    }

    @Test
    void a_key_has_128_characters_at_the_most() {
        assertThat(new IdempotencyKey("", "k".repeat(128)).uuid()).hasSize(36);
        assertThatThrownBy(() -> new IdempotencyKey("", "k".repeat(129))).isInstanceOf(ProblemException.class);
    }
}
