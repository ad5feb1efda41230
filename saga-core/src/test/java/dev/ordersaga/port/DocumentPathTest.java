package dev.ordersaga.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentPathTest {

    @Test
    void is_made_of_segments() {
        var order = DocumentPath.of("users", "jack", "orders", "1");

        assertThat(order).isEqualTo(new DocumentPath("users/jack/orders/1")).hasToString("users/jack/orders/1");
        assertThat(order.id()).isEqualTo("1");
        assertThat(order.collection()).isEqualTo("users/jack/orders");
        assertThat(DocumentPath.of("users", "jack").collection()).isEqualTo("users");
    }

    @Test
    void knows_what_it_is_below() {
        var order = DocumentPath.of("users", "jack", "orders", "1");
        var user = DocumentPath.of("users", "jack");

        assertThat(order.parent()).contains(user);
        assertThat(user.parent()).isEmpty();
        assertThat(order.collectionNames()).containsExactly("users", "orders");
        assertThat(user.collectionNames()).containsExactly("users");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "users",
                "users/jack/orders",
                "/",
                "users/",
                "/jack",
                "users//orders/1",
                "users/.",
                "users/..",
                "../jack",
                "users/__jack__",
                "users/__jack\n__",
                "__users__/jack",
                "users/____"
            })
    void is_no_path(String value) {
        assertThatThrownBy(() -> new DocumentPath(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"users/...", "users/.jack", "users/__", "users/__jack", "users/jack__", "users/ä 🙂"})
    void is_a_path(String value) {
        assertThat(new DocumentPath(value).value()).isEqualTo(value);
    }

    @Test
    void no_segment_smuggles_in_a_level() {
        assertThatThrownBy(() -> DocumentPath.of("users", "jack/orders/1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a path segment has no slash: jack/orders/1");
    }

    @Test
    void a_segment_has_a_limit() {
        var longest = "x".repeat(DocumentPath.SEGMENT_LENGTH_MAX);

        assertThat(DocumentPath.of("users", longest).id()).isEqualTo(longest);
        assertThatThrownBy(() -> DocumentPath.of("users", longest + "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void is_ordered_segment_by_segment_and_by_code_point() {
        var sorted = List.of(
                DocumentPath.of("a", "b"),
                DocumentPath.of("a", "b", "c", "d"),
                DocumentPath.of("a", "b-"),
                DocumentPath.of("a", "ba"),
                DocumentPath.of("a", "\uffee"),
                DocumentPath.of("a", "\ud83d\ude42"),
                DocumentPath.of("a-", "b"),
                DocumentPath.of("b", "a"));

        assertThat(sorted.stream().sorted().toList()).isEqualTo(sorted);
        assertThat(sorted.get(2)).isEqualByComparingTo(DocumentPath.of("a", "b-"));
    }
}
