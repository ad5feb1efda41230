package dev.ordersaga.simulation;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.memory.Call;
import dev.ordersaga.memory.Fault;
import dev.ordersaga.memory.Faults;
import dev.ordersaga.memory.MemoryWorld;
import dev.ordersaga.memory.Witness;
import dev.ordersaga.port.Message;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.simulation.Act.Cancel;
import dev.ordersaga.simulation.Act.Place;
import dev.ordersaga.simulation.Act.Publish;
import dev.ordersaga.simulation.Act.Retry;
import dev.ordersaga.simulation.Act.Settle;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/** The life of one world: first anything may happen, then all trouble ends and everything has to come to rest. */
final class Simulation implements Faults, Witness {

    /**
     * How it went.
     *
     * @param hash the same for the same history
     * @param toRest how long it took from the end of all trouble
     * @param history who did what when, if that was wanted
     */
    record Result(long seed, long hash, Optional<Violation> violation, Duration toRest, List<String> history) {}

    private static final Duration OPENING = Duration.ofSeconds(1);

    /** What people did last is under way for so long. */
    private static final Duration ON_THEIR_WAY = Duration.ofMillis(300);

    private static final int ECHO_EVERY = 4;
    private static final int ECHO_AT = 3;
    private static final int ECHOES_MAX = 15;

    static {
        Uni.createFrom().emitter(first -> first.complete(null)).subscribe().with(done -> {});
    }

    private final long seed;
    private final Variant variant;
    private final Scenario scenario;
    private final Coverage coverage;
    private final Chaos chaos;
    private final History history;
    private final MemoryWorld world;
    private final Safety safety;
    private final Fleet fleet;
    private final Fates fates;
    private final Map<String, Message> delivered = new HashMap<>();
    private Duration toRest = Duration.ZERO;

    private Simulation(long seed, Parts parts, Coverage coverage, boolean told) {
        var random = new SplittableRandom(seed);
        this.seed = seed;
        this.variant = Variant.of(seed);
        this.scenario = Scenario.of(random.nextLong());
        this.coverage = coverage;
        this.chaos = new Chaos(random.nextLong(), variant, coverage);
        this.history = new History(told);
        this.world = new MemoryWorld(random.nextLong(), this, this);
        this.safety = new Safety(world, variant, history);
        this.fleet = new Fleet(world, chaos, variant, parts, coverage, history);
        this.fates = new Fates(safety, variant.limits(), coverage);
    }

    static Result run(long seed, Parts parts, Coverage coverage, boolean told) {
        return new Simulation(seed, parts, coverage, told).run();
    }

    private Result run() {
        return LoggedErrors.toldTo(error -> safety.broke("nobody logs an error", error), this::live);
    }

    private Result live() {
        open();
        rage();
        rest();
        return new Result(seed, history.hash(), safety.violation(), toRest, history.lines());
    }

    private void open() {
        provision();
        world.process("operator").documents().commit(Shop.seeds()).subscribe().with(at -> {});
        world.runFor(OPENING);
        history.begin(world.now());
        fleet.start();
        int orders = 0;
        for (var act : scenario.acts()) {
            if (act instanceof Place place) {
                history.alias(place.order().uuid(), "order" + ++orders);
            }
            world.after(act.at(), () -> perform(act));
        }
        new Disasters(world, chaos, fleet, variant, coverage, history).schedule(scenario.length());
    }

    private void provision() {
        var topics = world.process("operator").topics();
        topics.provisionTopics(Shop.OTHER_TOPICS).subscribe().with(done -> {});
        topics.provision(Shop.SUBSCRIPTIONS).subscribe().with(done -> {});
    }

    private void rage() {
        runUntil(() -> false, scenario.length());
        safety.audit(false);
        history.tell(world.now(), "", () -> "--- all trouble ends ---");
        chaos.end();
        provision();
        fleet.startAll();
    }

    private void rest() {
        var ended = world.now();
        runUntil(() -> false, ON_THEIR_WAY);
        if (!runUntil(() -> safety.atRest(), variant.rest())) {
            safety.broke(
                    "everything comes to rest within " + variant.rest(),
                    safety.restless().toString());
            return;
        }
        toRest = Duration.between(ended, world.now());
        safety.audit(true);
        fates.check(scenario.acts(), ended);
        if (variant.sweeps() && seed % ECHO_EVERY == ECHO_AT) {
            echo();
        }
    }

    /** Says again what was ever said to the services about orders that are at rest: nobody has anything to say to it. */
    private void echo() {
        runUntil(() -> false, Limits.DELAY_MAX.multipliedBy(2));
        if (!runUntil(() -> safety.atRest() && allIsHeard(), variant.rest())) {
            return;
        }
        safety.expectSilence();
        for (var topic : Shop.CONSUMED) {
            world.published(topic).stream()
                    .filter(message -> safety.isOver(topic, message))
                    .limit(ECHOES_MAX)
                    .forEach(message -> publish(topic, message));
        }
        runUntil(() -> false, ON_THEIR_WAY);
    }

    /** A report whose first reader died comes once more when its lease is over, and may undo what was at rest till then. */
    private boolean allIsHeard() {
        return Shop.CONSUMED.stream().allMatch(topic -> world.backlog(topic + "-sub") == 0);
    }

    /** Whether the condition came to hold in time, and nothing is broken. */
    private boolean runUntil(BooleanSupplier condition, Duration limit) {
        return world.runUntil(() -> safety.isBroken() || condition.getAsBoolean(), limit) && !safety.isBroken();
    }

    private void perform(Act act) {
        if (act instanceof Place place) {
            place(place);
        } else if (act instanceof Cancel cancel) {
            cancel(cancel);
        } else if (act instanceof Settle settle) {
            settle(settle);
        } else if (act instanceof Retry retry) {
            retry(retry);
        } else if (act instanceof Publish publish) {
            publish(publish);
        }
    }

    private void place(Place place) {
        var uuid = place.order().uuid();
        safety.placed(uuid);
        history.tell(world.now(), "customer", () -> "orders %s at %s".formatted(place.order(), place.frontend()));
        fleet.engine(place.frontend())
                .accept(place.order(), "frontend-service")
                .subscribe()
                .with(saga -> fates.accepted(uuid), refused -> coverage.count("order refused"));
    }

    private void cancel(Cancel cancel) {
        var uuid = cancel.uuid();
        safety.takenBack(uuid);
        history.tell(world.now(), "customer", () -> "takes %s back at %s".formatted(uuid, cancel.frontend()));
        fleet.engine(cancel.frontend())
                .cancel(uuid, "frontend-service")
                .subscribe()
                .with(
                        found -> found.ifPresent(saga -> fates.cancelled(uuid, saga)),
                        refused -> coverage.count("cancel refused"));
    }

    private void settle(Settle settle) {
        var uuid = settle.uuid();
        history.tell(world.now(), "operator", () -> "settles %s at %s".formatted(uuid, settle.frontend()));
        fleet.settle(settle.frontend(), uuid)
                .subscribe()
                .with(
                        found -> found.filter(Saga::isSettled).ifPresent(saga -> fates.settled(uuid)),
                        refused -> coverage.count("settlement refused"));
    }

    private void retry(Retry retry) {
        var uuid = retry.uuid();
        history.tell(world.now(), "operator", () -> "retries %s at %s".formatted(uuid, retry.frontend()));
        fleet.engine(retry.frontend())
                .retry(uuid, "operations", "Somebody was impatient.")
                .subscribe()
                .with(found -> {}, refused -> coverage.count("retry refused"));
    }

    private void publish(Publish publish) {
        if (publish.topic().equals(Flow.ERROR_TOPIC)) {
            safety.takenBack(publish.uuid());
        }
        history.tell(
                world.now(),
                "outsider",
                () -> "publishes on " + publish.topic() + " "
                        + publish.message().text());
        publish(publish.topic(), publish.message());
    }

    private void publish(String topic, Message message) {
        world.process("outsider").topics().publish(topic, message).subscribe().with(done -> {});
    }

    @Override
    public Fault at(Call call) {
        look(call);
        var fault = chaos.at(call);
        history.mix(
                world.now(),
                call.process().hashCode()
                        ^ fault.outcome().ordinal()
                        ^ fault.delay().hashCode());
        if (fault.outcome() == Fault.Outcome.LOST && call instanceof Call.Publish publish) {
            safety.taken(publish);
        }
        if (fault != Fault.NONE || call instanceof Call.Deliver) {
            history.tell(world.now(), call.process(), () -> Words.of(call) + Words.of(fault));
        }
        return fault;
    }

    /** What somebody is about to do. */
    private void look(Call call) {
        if (!Fleet.isService(call.process())) {
            return;
        }
        if (call instanceof Call.Publish publish) {
            safety.publishing(publish);
        } else if (call instanceof Call.Deliver deliver) {
            delivered.put(deliver.subscription() + deliver.id(), deliver.message());
        } else if (call instanceof Call.Ack ack) {
            var message = delivered.get(ack.subscription() + ack.id());
            if (!message.attributes().containsKey(Scenario.BY_HAND)) {
                safety.acknowledging(
                        ack.subscription().replaceFirst("-sub$", ""),
                        message.attributes().get("uuid"));
            }
        }
    }

    @Override
    public void happened(Call call) {
        history.mix(world.now(), call.process().hashCode());
        if (call instanceof Call.Commit commit) {
            safety.committed(call.process(), commit.writes());
        } else if (call instanceof Call.CommitEach notes) {
            safety.committed(call.process(), notes.writes());
        } else if (call instanceof Call.Publish publish) {
            safety.taken(publish);
            history.tell(world.now(), call.process(), () -> Words.of(publish) + " is done");
        }
    }

    @Override
    public void refused(Call call, RuntimeException why) {
        history.tell(world.now(), call.process(), () -> "was refused " + Words.of(call) + ": " + why.getMessage());
    }
}
