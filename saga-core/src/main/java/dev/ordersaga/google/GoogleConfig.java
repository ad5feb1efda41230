package dev.ordersaga.google;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Every limit of the two Google clients. */
@ConfigMapping(prefix = "ordersaga.google")
public interface GoogleConfig {

    FirestoreLimits firestore();

    PubsubLimits pubsub();

    /** Limits of the database client. */
    interface FirestoreLimits {

        /** How long a read may take, its retries included. */
        @WithDefault("2s")
        Duration readTimeout();

        /** How long a commit may take; it is tried once, because only the caller can find out whether it worked. */
        @WithDefault("3s")
        Duration commitTimeout();

        /** How long a page of a scan may take, its retries included. */
        @WithDefault("30s")
        Duration scanTimeout();

        /** Bytes in one request; the emulator takes 4 MiB, Firestore 10 MiB. */
        @WithDefault("4194304")
        int requestBytesMax();
    }

    /** Limits of the broker's client. */
    interface PubsubLimits {

        /** Threads that run callbacks and timers of all publishers and receivers together. */
        @WithDefault("4")
        int threads();

        /** Bytes that make a batch leave at once. */
        @WithDefault("131072")
        long publishBatchBytes();

        /** Messages that make a batch leave at once; 1,000 at most. */
        @WithDefault("500")
        long publishBatchMessages();

        /** How long a message waits for company. */
        @WithDefault("2ms")
        Duration publishBatchDelay();

        /** Messages per topic that may wait to be published; one more fails at once. */
        @WithDefault("10000")
        long publishBufferMessages();

        /** Bytes per topic that may wait to be published; one more fails at once. */
        @WithDefault("33554432")
        long publishBufferBytes();

        /** How long publishing is tried again; 10 s at least. */
        @WithDefault("20s")
        Duration publishTimeout();

        /** Streams each receiver pulls from; the emulator carries some 1,950 messages a second on one. */
        @WithDefault("4")
        int receiveStreams();

        /** Messages of a receiver that may be in hand at once, over all its streams. */
        @WithDefault("1000")
        long receiveMessagesMax();

        /** Bytes of a receiver that may be in hand at once, over all its streams. */
        @WithDefault("33554432")
        long receiveBytesMax();

        /** How long a lease is kept alive before the message is given up, whatever its consumer does. */
        @WithDefault("5m")
        Duration leaseMax();

        /** How much each renewal adds to a lease, 10 s at least: how long redelivery takes after a kill. */
        @WithDefault("10s")
        Duration leaseStep();

        /** How long a stream that ends waits for what is in hand. */
        @WithDefault("6s")
        Duration drainTimeout();

        /** The first pause before a failed stream is built again; it doubles from there, with jitter. */
        @WithDefault("200ms")
        Duration rebuildPause();

        /** The longest pause before a failed stream is built again. */
        @WithDefault("5s")
        Duration rebuildPauseMax();

        /** How often a connection that was lost is tried. */
        @WithDefault("1s")
        Duration reconnectEvery();

        /** How long closing may take, what is buffered included. */
        @WithDefault("3s")
        Duration closeTimeout();

        /** How often the broker itself delivers before it gives up: 5 to 100. */
        @WithDefault("100")
        int deliveryAttemptsMax();

        /** The broker's first pause before a redelivery after a nack. */
        @WithDefault("1s")
        Duration redeliveryPause();

        /** The broker's longest pause before a redelivery after a nack; 600 s at most. */
        @WithDefault("600s")
        Duration redeliveryPauseMax();

        /** How long the broker keeps what nobody acknowledged; 7 days at most. */
        @WithDefault("7d")
        Duration retention();
    }
}
