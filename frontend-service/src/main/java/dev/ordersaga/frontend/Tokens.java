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
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
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
                builder.setVerificationKeyResolver(
                        new JwksVerificationKeyResolver(new JsonWebKeySet(text).getJsonWebKeys()));
            } else {
                builder.setVerificationKey(key(text, algorithm));
            }
        } catch (GeneralSecurityException | JoseException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "it holds no public key for %s, neither as PEM nor as a set of JSON Web Keys".formatted(algorithm),
                    e);
        }
    }

    private static Key key(String pem, String algorithm) throws GeneralSecurityException {
        var encoded = Base64.getMimeDecoder().decode(pem.replaceAll("-----(BEGIN|END) PUBLIC KEY-----", ""));
        return KeyFactory.getInstance(algorithm.startsWith("ES") ? "EC" : "RSA")
                .generatePublic(new X509EncodedKeySpec(encoded));
    }

    /** Whom a token names; fails when it is not good, or no longer. */
    Caller caller(String token) {
        try {
            var claims = consumer.processToClaims(token);
            return new Caller(name(claims), isOperator(claims), Optional.of(end(claims)));
        } catch (InvalidJwtException e) {
            LOG.debugf("a token was refused: %s", e.getMessage());
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
        return Instant.ofEpochSecond(claims.getExpirationTime().getValue()).plusSeconds(skew);
    }
}
