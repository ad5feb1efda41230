package dev.ordersaga.frontend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTest {

    private static final Optional<Instant> LATER = Optional.of(Instant.parse("2026-03-01T10:00:00Z"));

    private static final Map<String, Caller> CALLERS = Map.of(
            "jack", new Caller("jack", false, LATER),
            "jill", new Caller("jill", false, LATER),
            "an operator", new Caller("root", true, LATER),
            "an operator who is a customer", new Caller("jack", true, LATER),
            "a customer called operator", new Caller("operator", false, LATER),
            "anybody", Caller.ANYBODY);

    private static boolean may(Runnable what) {
        var refusal = (ProblemException) catchThrowable(what::run);
        assertThat(refusal == null || refusal.status() == 403).isTrue();
        return refusal == null;
    }

    @ParameterizedTest
    @CsvSource({
        "jack, jack, true, false",
        "jill, jack, false, false",
        "an operator, jack, true, true",
        "an operator who is a customer, jill, true, true",
        "a customer called operator, jack, false, false",
        "anybody, jack, true, true"
    })
    void customers_act_for_themselves_and_operators_for_all(String who, String user, boolean acts, boolean operates) {
        var caller = CALLERS.get(who);

        assertThat(caller.mayActFor(user)).isEqualTo(acts);
        assertThat(may(() -> caller.mustActFor(user))).isEqualTo(acts);
        assertThat(may(caller::mustBeOperator)).isEqualTo(operates);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Jack", "jack ", "", "*"})
    void a_name_is_that_name_and_no_other(String user) {
        assertThat(CALLERS.get("jack").mayActFor(user)).isFalse();
    }

    @Test
    void the_refusal_tells_what_would_do() {
        assertThatThrownBy(() -> CALLERS.get("jill").mustActFor("jack"))
                .hasMessage("You are jill, and this is for jack or an operator.");
        assertThatThrownBy(CALLERS.get("jill")::mustBeOperator).hasMessage("This is for operators.");
    }
}
