package dev.ordersaga.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs tokens, good ones and others, with nothing of what checks them. */
public final class TokenIssuer {

    /** What it calls itself. */
    public static final String NAME = "https://tokens.test";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KeyPair keys;

    private TokenIssuer(KeyPair keys) {
        this.keys = keys;
    }

    /** One with keys of its own, whom nobody knows. */
    public static TokenIssuer create() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return new TokenIssuer(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The one that this was told by. */
    public static TokenIssuer of(String secret) {
        try {
            var factory = KeyFactory.getInstance("RSA");
            var key = (RSAPrivateCrtKey) factory.generatePrivate(
                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(secret)));
            var known = factory.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
            return new TokenIssuer(new KeyPair(known, key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public String secret() {
        return Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded());
    }

    public String pem() {
        return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                .formatted(
                        Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded()));
    }

    /** Writes the key that tells its tokens from others. */
    public Path writeKey(Path directory) {
        try {
            return Files.writeString(Files.createDirectories(directory).resolve("tokens.pem"), pem())
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A token as it should be. */
    public String token(String user, String... groups) {
        return sign(claims(user, groups));
    }

    /** What a token says that is as it should be: good for an hour. */
    public static Map<String, Object> claims(String user, String... groups) {
        var claims = new HashMap<String, Object>();
        claims.put("iss", NAME);
        claims.put("sub", user);
        claims.put("iat", secondsFromNow(Duration.ofHours(-2)));
        claims.put("exp", secondsFromNow(Duration.ofHours(1)));
        claims.put("groups", List.of(groups));
        return claims;
    }

    public static long secondsFromNow(Duration later) {
        return Instant.now().plus(later).getEpochSecond();
    }

    public String sign(Map<String, Object> claims) {
        return sign("RS256", "SHA256withRSA", claims);
    }

    /** Signs, and says with which key of a set. */
    public String signAs(String key, Map<String, Object> claims) {
        return sign(Map.of("alg", "RS256", "kid", key), "SHA256withRSA", claims);
    }

    /** Its key as one of a set of JSON Web Keys. */
    public String jwk(String key) {
        var known = (RSAPublicKey) keys.getPublic();
        return """
                {"kty":"RSA","use":"sig","alg":"RS256","kid":"%s","n":"%s","e":"%s"}""".formatted(key, base64(unsigned(known.getModulus())), base64(unsigned(known.getPublicExponent())));
    }

    private static byte[] unsigned(BigInteger number) {
        var bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    /** Signs by an algorithm, by what it is called in the header of tokens and in Java. */
    public String sign(String algorithm, String name, Map<String, Object> claims) {
        return sign(Map.of("alg", algorithm, "typ", "JWT"), name, claims);
    }

    private String sign(Map<String, Object> header, String name, Map<String, Object> claims) {
        var text = base64(json(header)) + "." + base64(json(claims));
        try {
            var signature = Signature.getInstance(name);
            signature.initSign(keys.getPrivate());
            signature.update(text.getBytes(UTF_8));
            return text + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A token that nobody signed. */
    public static String unsigned(Map<String, Object> claims) {
        return text("none", claims) + ".";
    }

    /** A token signed with a secret that everybody knows: the text of the public key. */
    public String signWithPublicKey(Map<String, Object> claims) {
        var text = text("HS256", claims);
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(pem().getBytes(UTF_8), "HmacSHA256"));
            return text + "." + base64(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The signature of one token below the words of another. */
    public String swap(Map<String, Object> signed, Map<String, Object> said) {
        return text("RS256", said) + sign(signed).replaceFirst(".*(?=[.])", "");
    }

    private static String text(String algorithm, Map<String, Object> claims) {
        return base64(json(Map.of("alg", algorithm, "typ", "JWT"))) + "." + base64(json(claims));
    }

    private static byte[] json(Map<String, Object> object) {
        try {
            return JSON.writeValueAsBytes(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
