package dev.ordersaga.google;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PublishersTest {

    /** The ancestor opened a connection for each message, and waited for the answer without end. */
    @Test
    void defect_21_one_publisher_serves_a_topic_for_good_and_tries_for_a_limited_time() {
        var threads = Threads.scheduled("test", 1);
        var publishers = new Publishers(Nowhere.connection(), Nowhere.LIMITS, threads);

        assertThat(publishers.of("frontend"))
                .isSameAs(publishers.of("frontend"))
                .isNotSameAs(publishers.of("error"));
        assertThat(Nowhere.LIMITS.publishTimeout()).isLessThanOrEqualTo(Duration.ofSeconds(30));

        CompletableFuture.allOf(publishers.close(Runnable::run).toArray(CompletableFuture<?>[]::new))
                .join();
        threads.shutdownNow();
    }
}
