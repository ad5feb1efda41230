package dev.ordersaga.memory;

import dev.ordersaga.port.Message;
import dev.ordersaga.port.Topics.Delivery;
import dev.ordersaga.port.Topics.Receiver;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** One process's end of a subscription. */
final class MemoryReceiver implements Receiver {

    private static final int MESSAGES_MAX = 1_000;

    private static final Duration RECONNECT_PAUSE = Duration.ofSeconds(1);

    /** Answers leave together, so that a process that dies loses the last ones. */
    private static final Duration ANSWERS_LEAVE_WITHIN = Duration.ofMillis(100);

    private final MemoryProcess process;
    private final MemoryWorld world;
    private final String subscription;
    private final Consumer<Delivery> consumer;
    private final Set<InHand> held = new LinkedHashSet<>();
    private Optional<Backlog> backlog = Optional.empty();
    private int underway;
    private int unsent;
    private boolean stopping;
    private Runnable whenIdle = () -> {};

    MemoryReceiver(MemoryProcess process, String subscription, Consumer<Delivery> consumer) {
        this.process = process;
        this.world = process.world();
        this.subscription = subscription;
        this.consumer = consumer;
    }

    /** Tries until the subscription is there. */
    void connect() {
        process.later(world.latency(), () -> {
            if (stopping) {
                return;
            }
            backlog = world.broker().subscription(subscription);
            backlog.ifPresentOrElse(there -> there.connect(this), () -> process.later(RECONNECT_PAUSE, this::connect));
        });
    }

    /** The subscription is gone; one of the same name may come. */
    void disconnect() {
        backlog = Optional.empty();
        connect();
    }

    @Override
    public boolean running() {
        return backlog.isPresent() && !gone();
    }

    @Override
    public Uni<Void> stop(Duration timeout) {
        return Uni.createFrom().emitter(emitter -> {
            stopping = true;
            whenIdle = () -> emitter.complete(null);
            process.later(timeout, () -> giveBack(emitter));
            finishIfIdle();
        });
    }

    boolean gone() {
        return stopping || !process.alive();
    }

    boolean hasRoom() {
        return held.size() + underway < MESSAGES_MAX;
    }

    boolean holds(Backlog.Lease lease) {
        return process.alive() && held.stream().anyMatch(delivery -> delivery.lease == lease);
    }

    void send(Backlog.Lease lease) {
        lease.watch(this);
        var call = new Call.Deliver(process.name(), subscription, lease.id(), lease.message());
        var fault = world.fault(call);
        if (fault.outcome() == Fault.Outcome.CRASHES_BEFORE) {
            process.kill();
        }
        for (var times = fault.outcome().times(call); times > 0; times--) {
            underway++;
            process.later(world.latency().plus(fault.delay()), () -> {
                arrive(lease);
                if (fault.outcome() == Fault.Outcome.CRASHES_AFTER) {
                    process.kill();
                }
            });
        }
    }

    private void arrive(Backlog.Lease lease) {
        underway--;
        var delivery = new InHand(lease);
        held.add(delivery);
        if (stopping) {
            delivery.nack();
        } else {
            consumer.accept(delivery);
        }
    }

    private void giveBack(UniEmitter<? super Void> emitter) {
        List.copyOf(held).forEach(InHand::nack);
        emitter.complete(null);
    }

    private void finishIfIdle() {
        if (stopping && held.isEmpty() && unsent == 0) {
            whenIdle.run();
        }
    }

    private final class InHand implements Delivery {

        private final Backlog.Lease lease;

        InHand(Backlog.Lease lease) {
            this.lease = lease;
        }

        @Override
        public String id() {
            return lease.id();
        }

        @Override
        public Message message() {
            return lease.message();
        }

        @Override
        public Instant publishedAt() {
            return lease.publishedAt();
        }

        @Override
        public void ack() {
            answer(new Call.Ack(process.name(), subscription, lease.id()), lease::ack);
        }

        @Override
        public void nack() {
            answer(new Call.Nack(process.name(), subscription, lease.id()), lease::nack);
        }

        private void answer(Call call, Runnable effect) {
            if (!process.alive() || !held.remove(this)) {
                return;
            }
            unsent++;
            backlog.ifPresent(Backlog::pump);
            var wait = ANSWERS_LEAVE_WITHIN
                    .multipliedBy(world.random().nextInt(100))
                    .dividedBy(100);
            process.later(wait, () -> depart(call, effect));
        }

        private void depart(Call call, Runnable effect) {
            unsent--;
            var fault = world.fault(call);
            if (fault.outcome() == Fault.Outcome.CRASHES_BEFORE) {
                process.kill();
                return;
            }
            world.after(world.latency().plus(fault.delay()), () -> arrived(call, fault, effect));
            finishIfIdle();
        }

        private void arrived(Call call, Fault fault, Runnable effect) {
            if (fault.outcome().times(call) > 0) {
                effect.run();
            }
            if (fault.outcome() == Fault.Outcome.CRASHES_AFTER) {
                process.kill();
            }
        }
    }
}
