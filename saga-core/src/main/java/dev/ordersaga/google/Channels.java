package dev.ordersaga.google;

import com.google.api.gax.grpc.GrpcTransportChannel;
import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.api.gax.rpc.FixedTransportChannelProvider;
import com.google.api.gax.rpc.TransportChannelProvider;
import io.grpc.ConnectivityState;
import io.grpc.ForwardingChannelBuilder2;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The channels to the broker: whether they reach it, which the clients do not tell while they try again unseen. Those
 * that do not are made to try often; gRPC's own pauses grow to two minutes.
 */
final class Channels {

    private final Set<ManagedChannel> open = ConcurrentHashMap.newKeySet();

    Channels(ScheduledExecutorService threads, Duration reconnectEvery) {
        threads.scheduleWithFixedDelay(
                this::reconnect, reconnectEvery.toMillis(), reconnectEvery.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A provider whose channels are watched, and deliver on these threads if they can be told to. */
    TransportChannelProvider watch(TransportChannelProvider channels, Executor executor) {
        if (channels instanceof InstantiatingGrpcChannelProvider grpc) {
            var builder = grpc.toBuilder();
            var configured = builder.getChannelConfigurator();
            return builder.setExecutor(executor)
                    .setChannelConfigurator(
                            channel -> new Watched(configured == null ? channel : configured.apply(channel)))
                    .build();
        }
        if (channels instanceof FixedTransportChannelProvider fixed) {
            watch(fixed);
        }
        return channels;
    }

    private void watch(FixedTransportChannelProvider fixed) {
        try {
            if (fixed.getTransportChannel() instanceof GrpcTransportChannel grpc
                    && grpc.getChannel() instanceof ManagedChannel channel) {
                open.add(channel);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether none of them is known not to reach the broker. */
    boolean reach() {
        return open.stream().noneMatch(Channels::fails);
    }

    private void reconnect() {
        open.removeIf(ManagedChannel::isShutdown);
        open.stream().filter(Channels::fails).forEach(ManagedChannel::resetConnectBackoff);
    }

    private static boolean fails(ManagedChannel channel) {
        return channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE;
    }

    private final class Watched extends ForwardingChannelBuilder2<Watched> {

        private final ManagedChannelBuilder<?> builder;

        Watched(ManagedChannelBuilder<?> builder) {
            this.builder = builder;
        }

        @Override
        protected ManagedChannelBuilder<?> delegate() {
            return builder;
        }

        @Override
        public ManagedChannel build() {
            var channel = builder.build();
            open.add(channel);
            return channel;
        }
    }
}
