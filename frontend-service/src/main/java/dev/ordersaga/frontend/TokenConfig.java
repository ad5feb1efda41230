package dev.ordersaga.frontend;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** Which tokens are good, by the keys that MicroProfile JWT has for it. */
@ConfigMapping(prefix = "mp.jwt.verify")
interface TokenConfig {

    PublicKey publickey();

    /** Who must have issued a token; anybody with the key when it is not set. */
    Optional<String> issuer();

    /** For whom a token must be, one of these; it does not matter when it is not set. */
    Optional<List<String>> audiences();

    Clock clock();

    /** What tokens are signed with. */
    interface PublicKey {

        /** The file with the key; without it no tokens are needed. */
        Optional<String> location();

        /** The one algorithm that tokens may be signed by. */
        @WithDefault("RS256")
        String algorithm();
    }

    /** The time of those who issue tokens. */
    interface Clock {

        /** Seconds that it may be off. */
        @WithDefault("60")
        int skew();
    }
}
