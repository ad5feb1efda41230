package dev.ordersaga.google;

import com.google.api.core.ApiService;
import com.google.api.gax.batching.FlowControlSettings;
import com.google.api.gax.core.FixedExecutorProvider;
import com.google.cloud.pubsub.v1.MessageReceiver;
import com.google.cloud.pubsub.v1.Subscriber;
import com.google.cloud.pubsub.v1.SubscriberShutdownSettings;
import com.google.cloud.pubsub.v1.SubscriberShutdownSettings.ShutdownMode;
import com.google.pubsub.v1.ProjectSubscriptionName;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * One stream from a subscription, built again whenever the client gives it up, as it does for good when the subscription
 * is missing or forbidden.
 */
final class PullStream {

    /** A stream that the broker refuses ends within this time: one that outlives it counts as running. */
    private static final Duration PROVEN_AFTER = Duration.ofMillis(500);

    private static final Logger LOG = Logger.getLogger(PullStream.class);

    private final PubSubTopics.Connection connection;
    private final ProjectSubscriptionName subscription;
    private final MessageReceiver receiver;
    private final GoogleConfig.PubsubLimits limits;
    private final ScheduledExecutorService threads;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private Subscriber subscriber;
    private long startedNanos;
    private Duration pause;
    private boolean stopping;

    PullStream(
            PubSubTopics.Connection connection,
            String subscription,
            MessageReceiver receiver,
            GoogleConfig.PubsubLimits limits,
            ScheduledExecutorService threads) {
        this.connection = connection;
        this.subscription = ProjectSubscriptionName.of(connection.projectId(), subscription);
        this.receiver = receiver;
        this.limits = limits;
        this.threads = threads;
        this.pause = limits.rebuildPause();
    }

    synchronized void start() {
        if (stopping) {
            ended.complete(null);
            return;
        }
        startedNanos = System.nanoTime();
        try {
            subscriber = build();
            subscriber.addListener(new Supervision(), threads);
            subscriber.startAsync();
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    synchronized boolean running() {
        return subscriber != null && subscriber.isRunning() && age().compareTo(PROVEN_AFTER) > 0;
    }

    /** Completes when all that was delivered is answered, and the broker has heard it. */
    synchronized CompletableFuture<Void> stop() {
        stopping = true;
        if (subscriber == null) {
            ended.complete(null);
        } else {
            subscriber.stopAsync();
        }
        return ended;
    }

    private synchronized void failed(Throwable failure) {
        if (age().compareTo(limits.rebuildPauseMax()) > 0) {
            pause = limits.rebuildPause();
        }
        if (pause.equals(limits.rebuildPause())) {
            LOG.warnf(
                    "receiving from %s failed, trying again: %s", subscription.getSubscription(), failure.getMessage());
        }
        subscriber = null;
        if (stopping) {
            ended.complete(null);
            return;
        }
        var millis = ThreadLocalRandom.current().nextLong(pause.toMillis() / 2, pause.toMillis() + 1);
        threads.schedule(this::start, millis, TimeUnit.MILLISECONDS);
        pause = min(pause.multipliedBy(2), limits.rebuildPauseMax());
    }

    private Duration age() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    private Subscriber build() {
        var executor = FixedExecutorProvider.create(threads);
        return Subscriber.newBuilder(subscription, receiver)
                .setChannelProvider(connection.channels())
                .setCredentialsProvider(connection.credentials())
                .setExecutorProvider(executor)
                .setSystemExecutorProvider(executor)
                .setParallelPullCount(1)
                .setFlowControlSettings(FlowControlSettings.newBuilder()
                        .setMaxOutstandingElementCount(share(limits.receiveMessagesMax()))
                        .setMaxOutstandingRequestBytes(share(limits.receiveBytesMax()))
                        .build())
                .setMaxAckExtensionPeriodDuration(limits.leaseMax())
                .setMaxDurationPerAckExtensionDuration(limits.leaseStep())
                .setSubscriberShutdownSettings(SubscriberShutdownSettings.newBuilder()
                        .setMode(ShutdownMode.WAIT_FOR_PROCESSING)
                        .setTimeout(limits.drainTimeout())
                        .build())
                .build();
    }

    private long share(long limit) {
        return Math.max(1, limit / limits.receiveStreams());
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private final class Supervision extends ApiService.Listener {

        @Override
        public void failed(ApiService.State from, Throwable failure) {
            PullStream.this.failed(failure);
        }

        @Override
        public void terminated(ApiService.State from) {
            ended.complete(null);
        }
    }
}
