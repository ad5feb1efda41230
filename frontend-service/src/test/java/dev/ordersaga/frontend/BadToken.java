package dev.ordersaga.frontend;

import static dev.ordersaga.testing.TokenIssuer.secondsFromNow;

import dev.ordersaga.testing.TokenIssuer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Ways in which a token is not good that says what a good one says. */
enum BadToken {
    EXPIRED((issuer, claims) -> issuer.sign(with(claims, "exp", secondsFromNow(Duration.ofHours(-1))))),
    NOT_YET_VALID((issuer, claims) -> issuer.sign(with(claims, "nbf", secondsFromNow(Duration.ofHours(1))))),
    WITHOUT_END((issuer, claims) -> issuer.sign(without(claims, "exp"))),
    FORGED((issuer, claims) -> TokenIssuer.create().sign(claims)),
    ALTERED((issuer, claims) -> issuer.swap(claims, with(claims, "groups", List.of("operator")))),
    UNSIGNED((issuer, claims) -> TokenIssuer.unsigned(claims)),
    SIGNED_WITH_THE_PUBLIC_KEY(TokenIssuer::signWithPublicKey),
    BY_ANOTHER_ALGORITHM((issuer, claims) -> issuer.sign("RS512", "SHA512withRSA", claims)),
    CUT_OFF((issuer, claims) -> issuer.sign(claims).replaceFirst("[.][^.]*$", "")),
    OF_ANOTHER_ISSUER((issuer, claims) -> issuer.sign(with(claims, "iss", "https://elsewhere.test"))),
    OF_NO_ISSUER((issuer, claims) -> issuer.sign(without(claims, "iss"))),
    FOR_NOBODY((issuer, claims) -> issuer.sign(without(claims, "sub"))),
    FOR_A_NUMBER((issuer, claims) -> issuer.sign(with(claims, "sub", 7))),
    WITH_GROUPS_THAT_ARE_NONE((issuer, claims) -> issuer.sign(with(claims, "groups", "operator"))),
    GARBAGE((issuer, claims) -> "not.a.token");

    private final BiFunction<TokenIssuer, Map<String, Object>, String> token;

    BadToken(BiFunction<TokenIssuer, Map<String, Object>, String> token) {
        this.token = token;
    }

    String of(TokenIssuer issuer, Map<String, Object> claims) {
        return token.apply(issuer, claims);
    }

    private static Map<String, Object> with(Map<String, Object> claims, String claim, Object value) {
        var changed = new HashMap<>(claims);
        changed.put(claim, value);
        return changed;
    }

    private static Map<String, Object> without(Map<String, Object> claims, String claim) {
        var changed = new HashMap<>(claims);
        changed.remove(claim);
        return changed;
    }
}
