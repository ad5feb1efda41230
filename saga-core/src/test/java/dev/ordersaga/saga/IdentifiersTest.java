package dev.ordersaga.saga;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "Z",
                "0",
                "jack",
                "widget-2.0_b",
                "...",
                ".a",
                "a.",
                "_",
                "__",
                "___",
                "__a",
                "a__",
                "_a_",
                "-"
            })
    void is_a_name(String text) {
        assertThat(Identifiers.isName(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "..",
                "____",
                "__a__",
                "__id7__",
                "a/b",
                "/",
                "a b",
                "a\n",
                "\na",
                "ä",
                "a:b",
                "a%2Fb",
                "a\u0000",
                "🙂",
                "jack\r\n"
            })
    void is_no_name(String text) {
        assertThat(Identifiers.isName(text)).isFalse();
    }

    @Test
    void a_name_has_64_characters_at_the_most() {
        assertThat(Identifiers.isName("n".repeat(64))).isTrue();
        assertThat(Identifiers.isName("n".repeat(65))).isFalse();
    }

    @Test
    void every_random_uuid_is_one() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(Identifiers.isUuid(UUID.randomUUID().toString())).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "uuid",
                "1-1-1-1-1",
                "00000000-3321-4927-bac1-2750a1d1601",
                "00000000-3321-4927-bac1-2750a1d160170",
                "00000000-3321-4927-BAC1-2750a1d16017",
                "00000000-3321-4927-bac1-2750a1d1601g",
                "00000000-3321-4927-bac1-2750a1d1601/",
                "0000000033214927bac12750a1d16017",
                "00000000-3321-4927-bac1--2750a1d1601",
                "000000000-321-4927-bac1-2750a1d16017",
                "+0000000-3321-4927-bac1-2750a1d16017",
                "{0000000-3321-4927-bac1-2750a1d1601}",
                " 0000000-3321-4927-bac1-2750a1d16017"
            })
    void is_no_uuid(String text) {
        assertThat(Identifiers.isUuid(text)).isFalse();
    }
}
