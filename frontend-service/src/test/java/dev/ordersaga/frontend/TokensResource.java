package dev.ordersaga.frontend;

import dev.ordersaga.testing.TokenIssuer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.Map;

/** Has a test class's frontend ask for tokens, and tells it how to sign them. */
public final class TokensResource implements QuarkusTestResourceLifecycleManager {

    /** The secret of who signs them. */
    static final String SECRET = "testing.tokens.secret";

    @Override
    public Map<String, String> start() {
        var issuer = TokenIssuer.create();
        return Map.of(
                "mp.jwt.verify.publickey.location",
                issuer.writeKey(Path.of("target", "tokens")).toString(),
                "mp.jwt.verify.issuer",
                TokenIssuer.NAME,
                "mp.jwt.verify.clock.skew",
                "0",
                SECRET,
                issuer.secret());
    }

    @Override
    public void stop() {}
}
