package dev.ordersaga.frontend;

import static dev.ordersaga.testing.TokenIssuer.claims;
import static dev.ordersaga.testing.TokenIssuer.secondsFromNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ordersaga.testing.TokenIssuer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {

    private static final TokenIssuer ISSUER = TokenIssuer.create();

    @TempDir
    Path directory;

    private Tokens tokens(String... keysAndValues) {
        return Tokens.by(ISSUER.writeKey(directory).toString(), TokenConfigs.of(keysAndValues));
    }

    private static Map<String, Object> with(String claim, Object value) {
        var claims = claims("jack");
        claims.put(claim, value);
        return claims;
    }

    @Test
    void a_good_token_names_a_caller_until_it_expires() {
        var end = Instant.ofEpochSecond(secondsFromNow(Duration.ofHours(1)));
        var claims = with("exp", end.getEpochSecond());

        assertThat(tokens("clock.skew", "0").caller(ISSUER.sign(claims)))
                .isEqualTo(new Caller("jack", false, Optional.of(end)));
        assertThat(tokens("clock.skew", "30").caller(ISSUER.sign(claims)).until())
                .contains(end.plusSeconds(30));
    }

    @Test
    void the_group_makes_an_operator_and_no_name_does() {
        assertThat(tokens().caller(ISSUER.token("jack", "buyer", "operator")).isOperator())
                .isTrue();
        assertThat(tokens().caller(ISSUER.token("operator", "operators")).isOperator())
                .isFalse();
        assertThat(tokens().caller(ISSUER.token("jack")).isOperator()).isFalse();
    }

    @Test
    void the_name_is_the_upn_or_else_the_preferred_one_or_else_the_subject() {
        var claims = claims("subject");
        assertThat(tokens().caller(ISSUER.sign(claims)).name()).isEqualTo("subject");
        claims.put("preferred_username", "preferred");
        assertThat(tokens().caller(ISSUER.sign(claims)).name()).isEqualTo("preferred");
        claims.put("upn", "upn");
        assertThat(tokens().caller(ISSUER.sign(claims)).name()).isEqualTo("upn");
    }

    @ParameterizedTest
    @EnumSource
    void a_bad_token_names_nobody(BadToken kind) {
        var tokens = tokens("issuer", TokenIssuer.NAME, "audiences", "ordersaga");
        var claims = with("aud", List.of("ordersaga", "another"));
        assertThat(tokens.caller(ISSUER.sign(claims)).name()).isEqualTo("jack");

        var refusal = catchThrowableOfType(ProblemException.class, () -> tokens.caller(kind.of(ISSUER, claims)));

        assertThat(refusal.status()).isEqualTo(401);
        assertThat(refusal.headers()).isEqualTo(Map.of("WWW-Authenticate", "Bearer error=\"invalid_token\""));
        assertThat(refusal).hasMessage(kind == BadToken.EXPIRED ? "The token has expired." : "The token is not valid.");
    }

    @Test
    void a_token_for_others_is_none_of_ours() {
        var tokens = tokens("audiences", "ordersaga,shop");

        assertThat(tokens.caller(ISSUER.sign(with("aud", "shop"))).name()).isEqualTo("jack");
        assertThatThrownBy(() -> tokens.caller(ISSUER.sign(with("aud", "another"))))
                .hasMessageContaining("not valid");
        assertThatThrownBy(() -> tokens.caller(ISSUER.token("jack"))).hasMessageContaining("not valid");
    }

    @Test
    void the_clocks_may_differ_by_as_much_as_they_may() {
        var expired = ISSUER.sign(with("exp", secondsFromNow(Duration.ofSeconds(-30))));

        assertThat(tokens("clock.skew", "60").caller(expired).name()).isEqualTo("jack");
        assertThatThrownBy(() -> tokens("clock.skew", "10").caller(expired)).hasMessage("The token has expired.");
    }

    @Test
    void a_token_may_be_good_for_ever() {
        assertThat(tokens().caller(ISSUER.sign(with("exp", Long.MAX_VALUE))).until())
                .isPresent();
    }

    @Test
    void the_one_algorithm_is_the_configured_one() {
        var token = ISSUER.sign("RS512", "SHA512withRSA", claims("jack"));

        assertThat(tokens("publickey.algorithm", "RS512").caller(token).name()).isEqualTo("jack");
        assertThatThrownBy(() -> tokens().caller(token)).hasMessage("The token is not valid.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "HS256", "RS1", "", "RS256,HS256"})
    void no_algorithm_is_without_a_public_key(String algorithm) {
        assertThatThrownBy(() -> tokens("publickey.algorithm", algorithm)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void the_key_may_be_one_of_a_set() throws IOException {
        var set = Files.writeString(directory.resolve("keys.json"), """
                {"keys": [%s, %s]}""".formatted(
                        TokenIssuer.create().jwk("old"), ISSUER.jwk("new")));
        var tokens = Tokens.by("file:" + set, TokenConfigs.of());

        assertThat(tokens.caller(ISSUER.signAs("new", claims("jack"))).name()).isEqualTo("jack");
        assertThatThrownBy(() -> tokens.caller(ISSUER.signAs("old", claims("jack"))))
                .hasMessage("The token is not valid.");
        assertThatThrownBy(() -> tokens.caller(ISSUER.signAs("other", claims("jack"))))
                .hasMessage("The token is not valid.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no key",
                "{}",
                "{\"keys\": 1}",
                "{\"keys\": []}",
                "{\"keys\": [{\"kty\": \"oct\", \"k\": \"AAAA\"}]}",
                "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"
            })
    void a_file_without_a_key_is_told_at_start(String text) throws IOException {
        var file = Files.writeString(directory.resolve("empty"), text).toString();

        assertThatThrownBy(() -> Tokens.by(file, TokenConfigs.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no public key for RS256");
    }

    @Test
    void nothing_is_fetched() {
        assertThatThrownBy(() -> Tokens.by("https://tokens.test/keys", TokenConfigs.of()))
                .hasMessage("https://tokens.test/keys is no file that can be read");
    }
}
