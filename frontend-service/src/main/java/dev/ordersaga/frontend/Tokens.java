package dev.ordersaga.frontend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.ErrorCodeValidator.Error;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;

/** Tells good tokens from others, and whom they name. The key is read once, from a file: a token costs no call. */
final class Tokens {

    private static final String OPERATORS = "operator";

    private static final Logger LOG = Logger.getLogger(Tokens.class);

    private final JwtConsumer consumer;
    private final int skew;

    private Tokens(JwtConsumer consumer, int skew) {
        this.consumer = consumer;
        this.skew = skew;
    }

    /** Tokens by the key in this file, as PEM or as a set of JSON Web Keys; fails when there is none. */
    static Tokens by(String location, TokenConfig config) {
        var algorithm = config.publickey().algorithm();
        if (!algorithm.matches("(RS|PS|ES)(256|384|512)")) {
            throw new IllegalArgumentException(
                    "%s is no algorithm with a public key: one of RS256, PS256, ES256 and the like"
                            .formatted(algorithm));
        }
        var builder = new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, algorithm))
                .setRequireExpirationTime()
                .setAllowedClockSkewInSeconds(config.clock().skew());
        config.issuer().ifPresent(builder::setExpectedIssuer);
        config.audiences()
                .ifPresentOrElse(
                        audiences -> builder.setExpectedAudience(audiences.toArray(String[]::new)),
                        builder::setSkipDefaultAudienceValidation);
        setKey(builder, read(location), algorithm);
        return new Tokens(builder.build(), config.clock().skew());
    }

    private static String read(String location) {
        try {
            return Files.readString(Path.of(location.replaceFirst("^file:(//)?", "")))
                    .strip();
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException("%s is no file that can be read".formatted(location), e);
        }
    }

    private static void setKey(JwtConsumerBuilder builder, String text, String algorithm) {
        try {
            if (text.startsWith("{")) {
                builder.setVerificationKeyResolver(new JwksVerificationKeyResolver(keys(text, algorithm)));
            } else {
                builder.setVerificationKey(key(text, algorithm));
            }
        } catch (GeneralSecurityException | JoseException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "it holds no public key for %s, neither as PEM nor as a set of JSON Web Keys".formatted(algorithm),
                    e);
        }
    }

    private static List<JsonWebKey> keys(String set, String algorithm) throws JoseException {
        var keys = new JsonWebKeySet(set).getJsonWebKeys();
        for (var key : keys) {
            if (!(key instanceof PublicJsonWebKey open) || open.getPrivateKey() != null) {
                throw new IllegalArgumentException("a key that is not public");
            }
        }
        if (keys.stream().noneMatch(key -> key.getKeyType().equals(kind(algorithm)))) {
            throw new IllegalArgumentException("no key of this kind");
        }
        return keys;
    }

    private static String kind(String algorithm) {
        return algorithm.startsWith("ES") ? "EC" : "RSA";
    }

    private static Key key(String pem, String algorithm) throws GeneralSecurityException {
        var encoded = Base64.getMimeDecoder().decode(pem.replaceAll("-----(BEGIN|END) PUBLIC KEY-----", ""));
        return KeyFactory.getInstance(kind(algorithm)).generatePublic(new X509EncodedKeySpec(encoded));
    }

    /** Whom a token names; fails when it is not good, or no longer. */
    Caller caller(String token) {
        try {
            var claims = consumer.processToClaims(token);
            return new Caller(name(claims), isOperator(claims), Optional.of(end(claims)));
        } catch (InvalidJwtException e) {
            // Its message holds the token.
            LOG.debugf(
                    "a token was refused: %s",
                    e.getErrorDetails().stream().map(Error::getErrorCode).toList());
            throw ProblemException.badToken(e.hasExpired() ? "The token has expired." : "The token is not valid.");
        } catch (MalformedClaimException e) {
            LOG.debugf("a token was refused: %s", e.getMessage());
            throw ProblemException.badToken("The token is not valid.");
        }
    }

    /** The name that MicroProfile JWT gives a caller. */
    private static String name(JwtClaims claims) throws MalformedClaimException {
        for (var claim : new String[] {"upn", "preferred_username", "sub"}) {
            var name = claims.getStringClaimValue(claim);
            if (name != null && !name.isBlank()) {
                return name;
            }
        }
        throw new MalformedClaimException("it names nobody");
    }

    private static boolean isOperator(JwtClaims claims) throws MalformedClaimException {
        return claims.hasClaim("groups")
                && claims.getStringListClaimValue("groups").contains(OPERATORS);
    }

    private Instant end(JwtClaims claims) throws MalformedClaimException {
        long last = Math.min(claims.getExpirationTime().getValue(), Instant.MAX.getEpochSecond() - skew);
        return Instant.ofEpochSecond(last).plusSeconds(skew);
    }
}
