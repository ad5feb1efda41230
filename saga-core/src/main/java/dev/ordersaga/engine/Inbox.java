package dev.ordersaga.engine;

import dev.ordersaga.engine.DeadLetters.Origin;
import dev.ordersaga.engine.Hop.Source;
import dev.ordersaga.port.Time;
import dev.ordersaga.port.Topics;
import dev.ordersaga.port.Topics.Delivery;
import dev.ordersaga.port.Topics.Receiver;
import dev.ordersaga.saga.Notice;
import io.smallrye.mutiny.Uni;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;

/** Takes messages from a subscription and makes work of them. */
final class Inbox {

    private static final int BUGS_REMEMBERED_MAX = 10_000;

    private final Origin origin;
    private final Time time;
    private final DeadLetters deadLetters;
    private final GroupCommit commits;
    private final EngineConfig config;
    private final Map<String, Integer> bugs = new LinkedHashMap<>();

    Inbox(Origin origin, Time time, DeadLetters deadLetters, GroupCommit commits, EngineConfig config) {
        this.origin = origin;
        this.time = time;
        this.deadLetters = deadLetters;
        this.commits = commits;
        this.config = config;
    }

    /** Starts to take messages and to work on them. */
    Receiver open(Topics topics, BiFunction<Notice, Letter, Work> work) {
        return topics.receive(
                origin.subscription(),
                delivery -> time.executor().execute(() -> take(new Letter(delivery, this), work)));
    }

    String step() {
        return origin.step();
    }

    Source source(String id) {
        return new Source(origin.topic(), origin.subscription(), id);
    }

    Uni<Void> deadLetter(Delivery delivery, String why) {
        return deadLetters
                .publish(delivery.message(), origin, why, bugs.getOrDefault(delivery.id(), 0) + 1)
                .emitOn(time.executor());
    }

    /** Counts one more bug on a message; true when it has had its chances. */
    boolean bug(String id) {
        int before = bugs.getOrDefault(id, 0);
        if (before + 1 >= config.bugsMax()) {
            return true;
        }
        if (bugs.size() >= BUGS_REMEMBERED_MAX) {
            bugs.remove(bugs.keySet().iterator().next());
        }
        bugs.put(id, before + 1);
        return false;
    }

    void forget(String id) {
        bugs.remove(id);
    }

    /** A broker that keeps to no limit hands out all there is: too much of that is for later. */
    private void take(Letter letter, BiFunction<Notice, Letter, Work> work) {
        if (commits.inHand() >= config.waitingMax()) {
            letter.postpone();
            return;
        }
        try {
            commits.submit(work.apply(letter.read(), letter));
        } catch (Notice.UnreadableException e) {
            Concerning.run(letter.order(), step(), () -> letter.reject(e.getMessage()));
        } catch (RuntimeException e) {
            Concerning.run(letter.order(), step(), () -> letter.bug("unknown", e));
        }
    }
}
