package dev.ordersaga.operations.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.saga.Notice;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class ReasonTest {

    private static Reason typed(String text) {
        return new Reason.Typed().convert(text);
    }

    @Test
    void it_becomes_part_of_a_sentence_that_ends() {
        assertThat(typed("the customer called").after("Cancelled")).isEqualTo("Cancelled: the customer called.");
        assertThat(typed("Why not?").after("Cancelled")).isEqualTo("Cancelled: Why not?");
    }

    @Test
    void it_is_one_line_that_a_terminal_can_be_trusted_with() {
        assertThat(typed(" two\nlines \u001b[31m ").text()).isEqualTo("two lines  [31m");
    }

    @Test
    void it_must_be_given_and_fit_into_a_report() {
        assertThatThrownBy(() -> typed(" \n"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("say why, it goes into the order's history");
        assertThatThrownBy(() -> typed("x".repeat(401))).hasMessage("401 characters, and 400 at most");
        assertThat(typed("x".repeat(400)).after("The order was cancelled by an operator"))
                .hasSizeLessThan(Notice.DETAIL_LENGTH_MAX);
    }
}
