package dev.ordersaga.memory;

import dev.ordersaga.port.Documents;
import dev.ordersaga.port.Time;
import dev.ordersaga.port.Topics;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/** The three ports as one process sees them, and the means to kill it. */
public final class MemoryProcess {

    private final MemoryWorld world;
    private final String name;
    private final Documents documents;
    private final Topics topics;
    private final Time time;
    private boolean alive = true;

    MemoryProcess(MemoryWorld world, String name) {
        this.world = world;
        this.name = name;
        this.documents = new MemoryDocuments(this);
        this.topics = new MemoryTopics(this);
        this.time = new MemoryTime(this);
    }

    public String name() {
        return name;
    }

    public Documents documents() {
        return documents;
    }

    public Topics topics() {
        return topics;
    }

    public Time time() {
        return time;
    }

    public boolean alive() {
        return alive;
    }

    /**
     * Ends it at once: no callback, timer or delivery reaches it any more. What it asked for and is under way still
     * happens; what it held returns to the subscriptions when its leases end.
     */
    public void kill() {
        alive = false;
    }

    MemoryWorld world() {
        return world;
    }

    /** Runs on this process, if it lives by then. */
    void later(Duration delay, Runnable task) {
        world.schedule(this, delay, task);
    }

    /**
     * A call over the network: the request travels, the work is done, the answer travels back. A dead process hears
     * nothing, but what it sent arrives.
     */
    <T> Uni<T> call(Call call, Supplier<T> work, Function<String, ? extends RuntimeException> unknown) {
        return Uni.createFrom().emitter(emitter -> {
            if (!alive) {
                return;
            }
            var fault = world.fault(call);
            if (fault.outcome() == Fault.Outcome.CRASHES_BEFORE) {
                kill();
                return;
            }
            world.after(world.latency().plus(fault.delay()), () -> {
                var reply = reply(emitter, call, fault.outcome(), work, unknown);
                if (fault.outcome() == Fault.Outcome.CRASHES_AFTER) {
                    kill();
                }
                later(world.latency(), reply);
            });
        });
    }

    private <T> Runnable reply(
            UniEmitter<? super T> emitter,
            Call call,
            Fault.Outcome outcome,
            Supplier<T> work,
            Function<String, ? extends RuntimeException> unknown) {
        try {
            T result = null;
            for (var times = outcome.times(call); times > 0; times--) {
                result = work.get();
                world.witness().happened(call);
            }
            var answer = result;
            return outcome.isKnown(call)
                    ? () -> emitter.complete(answer)
                    : () -> emitter.fail(unknown.apply(outcome.name()));
        } catch (RuntimeException e) {
            world.witness().refused(call, e);
            return () -> emitter.fail(e);
        }
    }
}
