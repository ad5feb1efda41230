package dev.ordersaga.operations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void is_one_line_without_a_word_to_the_terminal() {
        assertThat(Printable.of("one\r\ntwo\u001b[2Jthree\u0007\u2028four\u202efive"))
                .isEqualTo("one two [2Jthree four five");
        assertThat(Printable.of("grün \ud83d\ude00")).isEqualTo("grün \ud83d\ude00");
    }

    @Test
    void is_cut_between_characters_and_says_so() {
        assertThat(Printable.of("12345", 5)).isEqualTo("12345");
        assertThat(Printable.of("123456", 5)).isEqualTo("12345…");
        assertThat(Printable.of("x".repeat(100), 5)).isEqualTo("xxxxx…");
        assertThat(Printable.of("\ud83d\ude00".repeat(6), 5)).isEqualTo("\ud83d\ude00".repeat(5) + "…");
        assertThat(Printable.of("", 5)).isEmpty();
    }
}
