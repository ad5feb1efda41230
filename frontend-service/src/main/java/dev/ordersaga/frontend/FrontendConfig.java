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

    /** Streams of events at once; who comes then is put off. */
    @WithDefault("2000")
    int streamsMax();

    /** How long a stream of events lives at the most; who still listens comes back. */
    @WithDefault("15m")
    Duration streamLifeMax();

    /** How often a stream says something, though nothing happens. */
    @WithDefault("15s")
    Duration heartbeatEvery();

    /** How often orders that somebody watches are looked at, all at once. */
    @WithDefault("500ms")
    Duration watchEvery();

    /** Whether there is {@code GET /events}. */
    @WithDefault("true")
    boolean feed();

    /** When a caller who was put off may come again. */
    @WithDefault("5s")
    Duration retryAfter();

    /** So many calls to the database in a row tell whether it is away. */
    @WithDefault("20")
    int breakerCalls();

    /** The share of them that has failed when it is. */
    @WithDefault("0.5")
    double breakerFailures();

    /** How long nobody is made to wait for the database once it is away; then one call tries again. */
    @WithDefault("1s")
    Duration breakerPause();
}
