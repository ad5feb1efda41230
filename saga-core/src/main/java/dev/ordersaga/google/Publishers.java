package dev.ordersaga.google;

import com.google.api.gax.batching.BatchingSettings;
import com.google.api.gax.batching.FlowControlSettings;
import com.google.api.gax.batching.FlowController.LimitExceededBehavior;
import com.google.api.gax.core.FixedExecutorProvider;
import com.google.api.gax.retrying.RetrySettings;
import com.google.cloud.pubsub.v1.Publisher;
import com.google.pubsub.v1.TopicName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/** One publisher per topic, made at first use and kept until the end. */
final class Publishers {

    private final PubSubTopics.Connection connection;
    private final GoogleConfig.PubsubLimits limits;
    private final ScheduledExecutorService threads;
    private final ConcurrentMap<String, Publisher> publishers = new ConcurrentHashMap<>();
    private volatile boolean closed;

    Publishers(PubSubTopics.Connection connection, GoogleConfig.PubsubLimits limits, ScheduledExecutorService threads) {
        this.connection = connection;
        this.limits = limits;
        this.threads = threads;
    }

    Publisher of(String topic) {
        if (closed) {
            throw new IllegalStateException("closed: cannot publish to " + topic);
        }
        return publishers.computeIfAbsent(topic, this::open);
    }

    /** Publishes what is buffered; each of the answers completes when one publisher is done. */
    List<CompletableFuture<Void>> close(Executor executor) {
        closed = true;
        return publishers.values().stream()
                .map(publisher -> CompletableFuture.runAsync(publisher::shutdown, executor))
                .toList();
    }

    private Publisher open(String topic) {
        try {
            return Publisher.newBuilder(TopicName.of(connection.projectId(), topic))
                    .setChannelProvider(connection.channels())
                    .setCredentialsProvider(connection.credentials())
                    .setExecutorProvider(FixedExecutorProvider.create(threads))
                    .setBatchingSettings(batching())
                    .setRetrySettings(retrying())
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BatchingSettings batching() {
        return BatchingSettings.newBuilder()
                .setElementCountThreshold(limits.publishBatchMessages())
                .setRequestByteThreshold(limits.publishBatchBytes())
                .setDelayThresholdDuration(limits.publishBatchDelay())
                .setFlowControlSettings(FlowControlSettings.newBuilder()
                        .setMaxOutstandingElementCount(limits.publishBufferMessages())
                        .setMaxOutstandingRequestBytes(limits.publishBufferBytes())
                        .setLimitExceededBehavior(LimitExceededBehavior.ThrowException)
                        .build())
                .build();
    }

    private RetrySettings retrying() {
        return RetrySettings.newBuilder()
                .setInitialRetryDelayDuration(Duration.ofMillis(100))
                .setRetryDelayMultiplier(2)
                .setMaxRetryDelayDuration(Duration.ofSeconds(5))
                .setInitialRpcTimeoutDuration(Duration.ofSeconds(5))
                .setMaxRpcTimeoutDuration(Duration.ofSeconds(5))
                .setTotalTimeoutDuration(limits.publishTimeout())
                .build();
    }
}
