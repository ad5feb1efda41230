package dev.ordersaga.frontend;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The limits of the HTTP side. */
@ConfigMapping(prefix = "ordersaga.frontend")
interface FrontendConfig {

    /** How long a caller waits for the database, at the most. */
    @WithDefault("2500ms")
    Duration answerWithin();

    /** Bytes that a request's body may have. */
    @WithDefault("65536")
    long bodyBytesMax();

    /** When a caller who was put off may come again. */
    @WithDefault("5s")
    Duration retryAfter();
}
