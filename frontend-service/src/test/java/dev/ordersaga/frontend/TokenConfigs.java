package dev.ordersaga.frontend;

import dev.ordersaga.testing.TokenIssuer;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;

/** Makes configurations of tokens for tests. */
final class TokenConfigs {

    private TokenConfigs() {}

    /** With these keys and values, and the rest as it is by itself. */
    static TokenConfig of(String... keysAndValues) {
        var builder = new SmallRyeConfigBuilder().withMapping(TokenConfig.class);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            builder.withDefaultValue("mp.jwt.verify." + keysAndValues[i], keysAndValues[i + 1]);
        }
        return builder.build().getConfigMapping(TokenConfig.class);
    }

    /** The key of somebody, in a file. */
    static String key(Path directory) {
        return TokenIssuer.create().writeKey(directory).toString();
    }
}
