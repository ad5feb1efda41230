package dev.ordersaga.engine;

import dev.ordersaga.engine.DeadLetters.Origin;
import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Names;
import dev.ordersaga.port.Document;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.Documents.Newest;
import dev.ordersaga.port.Time;
import dev.ordersaga.port.Topics;
import dev.ordersaga.port.Topics.Receiver;
import dev.ordersaga.port.Write;
import dev.ordersaga.saga.Notice;
import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.Protocol;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.saga.SagaDocument;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One service's engine: it is given what the service is for, and runs it until stopped. */
public final class SagaEngine {

    /** Too much is waiting; nothing was done about this order. */
    public static final class OverloadedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public OverloadedException() {
            super("too many orders are waiting");
        }
    }

    /** What was asked for is durable, and its event could not be published: the relay will. */
    public static final class UnpublishedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public UnpublishedException(Throwable cause) {
            super("it is stored and not published yet: " + cause.getMessage(), cause);
        }
    }

    /**
     * What became of an order.
     *
     * @param saga as it is stored
     * @param before whether it was there already
     */
    public record Accepted(Saga saga, boolean before) {}

    /** An identifier that no order has. */
    public static final String NO_ORDER = "00000000-0000-0000-0000-000000000000";

    private final Flow flow;
    private final Names names;
    private final Documents documents;
    private final Topics topics;
    private final Time time;
    private final DatabaseClock clock;
    private final EngineConfig config;
    private final Pauses pauses;
    private final Protocol protocol;
    private final Signals signals;
    private final DeadLetters deadLetters;
    private final Marks marks;
    private final GroupCommit commits;
    private final Admission admission;
    private final List<Receiver> receivers = new CopyOnWriteArrayList<>();
    private final List<Relay> relays = new CopyOnWriteArrayList<>();
    private final List<Unfinished> lookouts = new CopyOnWriteArrayList<>();

    public SagaEngine(
            Flow flow,
            Names names,
            Documents documents,
            Topics topics,
            Time time,
            EngineConfig config,
            Signals signals) {
        this(flow, names, documents, topics, time, config, signals, new Protocol(flow, config.deadline()));
    }

    SagaEngine(
            Flow flow,
            Names names,
            Documents documents,
            Topics topics,
            Time time,
            EngineConfig config,
            Signals signals,
            Protocol protocol) {
        requirePositive(config.batchSizeMax(), "batch-size-max");
        requirePositive(config.batchBytesMax(), "batch-bytes-max");
        requirePositive(config.bugsMax(), "bugs-max");
        requirePositive(config.claimsMax(), "claims-max");
        requireShare(config.claimsShare(), "claims-share");
        requirePositive(config.sweepEvery().toMillis(), "sweep-every");
        requirePositive(config.backlogAgeMax().toMillis(), "backlog-age-max");
        this.flow = flow;
        this.names = names;
        this.documents = documents;
        this.topics = topics;
        this.time = time;
        this.clock = new DatabaseClock(time);
        this.config = config;
        this.protocol = protocol;
        this.signals = signals;
        this.pauses = new Pauses(time, config, protocol);
        this.deadLetters = new DeadLetters(names, topics, signals);
        this.marks = new Marks(documents, time, names, config);
        var outbox = new Outbox(flow, names, topics, marks);
        this.commits = new GroupCommit(
                documents, outbox, time, clock, names, config, pauses, signals, new Telling(flow, signals));
        this.admission = new Admission(documents, time, clock, names, config, protocol);
    }

    /** Runs a step: takes the messages of its topic from now on. */
    public <R> void run(Step<R> step) {
        var stage = flow.stage(step.service());
        open(
                stage.reads(),
                step.service(),
                (notice, letter) -> new StepWork<>(notice, letter, step, stage, protocol, pauses));
    }

    /** Undoes the orders that the error topic tells of from now on. */
    public void run(Compensation compensation) {
        open(
                Flow.ERROR_TOPIC,
                compensation.service(),
                (notice, letter) -> new ErrorWork(notice, letter, compensation, protocol, pauses));
    }

    /** Keeps sagas moving from now on: publishes again what lies still, fails what is late. */
    public void relay(String service) {
        var relay = new Relay(
                documents,
                time,
                clock,
                names,
                config,
                protocol,
                commits,
                (uuid, by) -> new WakeWork(uuid, by, service, protocol, pauses));
        relays.add(relay);
        relay.start();
    }

    /** Tells the signals from now on how many orders have not come to rest, and for how long the oldest of them. */
    public void lookOut() {
        var lookout = new Unfinished(documents, time, clock, names, config, flow, signals);
        lookouts.add(lookout);
        lookout.start();
    }

    /**
     * Accepts an order: completes once it is durable, and has it published. Fails with {@link OverloadedException} at
     * once, and has done nothing, when too much is waiting here or the services are behind with their work. A caller who
     * gives up before it completes cannot know whether it was accepted.
     */
    public Uni<Saga> accept(Order order, String service) {
        return accept(order, false, service).map(Accepted::saga);
    }

    /**
     * Accepts an order that may have been sent before, as {@link #accept} does: one that is there already is answered as
     * it stands, and what it holds may be something else than what was sent now. So is one whose commit was answered too
     * late, though it is our own.
     */
    public Uni<Accepted> acceptOnce(Order order, String service) {
        return accept(order, true, service);
    }

    private Uni<Accepted> accept(Order order, boolean sentBefore, String service) {
        return request(caller -> new AcceptWork(order, sentBefore, service, pauses, caller), admission::isFull);
    }

    /**
     * Takes an order back, at whatever point it is: completes with the saga once that is durable, and has it published.
     * One that has failed already, or is settled, is answered as it is; empty when there is no such order. Fails with
     * {@link OverloadedException} at once when too much is waiting here. It may be asked again without harm.
     */
    public Uni<Optional<Saga>> cancel(String uuid, String service) {
        return cancel(uuid, service, "The order was cancelled.");
    }

    /** Takes an order back as {@link #cancel(String, String)} does, and tells why in a sentence of the caller's. */
    public Uni<Optional<Saga>> cancel(String uuid, String service, String why) {
        return request(caller -> new CancelWork(uuid, service, why, protocol, pauses, caller), () -> false);
    }

    /**
     * Settles the payment of a complete order: completes with the saga once that is durable. From then on nothing undoes
     * the order. One that is settled, or is not complete, is answered as it is; empty when there is no such order. It may
     * be asked again without harm.
     */
    public Uni<Optional<Saga>> settle(String uuid, Settlement settlement) {
        return request(caller -> new SettleWork(uuid, settlement, protocol, caller), () -> false);
    }

    /**
     * Publishes the event of a saga that waits for something once more, at once, and notes in its history that somebody
     * wanted that, and why: completes once it is published, fails with {@link UnpublishedException} when that is noted and
     * cannot be published. One that is at rest is answered as it is; empty when there is no such order.
     */
    public Uni<Optional<Saga>> retry(String uuid, String by, String why) {
        return request(caller -> new RetryWork(uuid, by, why, protocol, pauses, caller), () -> false);
    }

    /**
     * Goes the way of a commit once, with a change of a saga that nobody has: its guard fails, and nothing is written. Who
     * comes next finds the connection made and the code loaded. Completes whatever comes of it, within the database's limit
     * for a commit.
     */
    public Uni<Void> rehearse() {
        var nobodys = new Write.Update(names.saga(NO_ORDER), Map.of("version", 0L), Set.of(), Write.Update.NEVER);
        return documents.commit(List.of(nobodys)).onFailure().recoverWithNull().replaceWithVoid();
    }

    private <T> Uni<T> request(Function<UniEmitter<? super T>, Work> work, BooleanSupplier isFull) {
        return Uni.createFrom().emitter(caller -> {
            var asked = work.apply(caller);
            time.executor().execute(() -> {
                if (commits.inHand() >= config.waitingMax() || isFull.getAsBoolean()) {
                    caller.fail(new OverloadedException());
                } else {
                    commits.submit(asked);
                }
            });
        });
    }

    /** The saga of an order; empty when there is none. */
    public Uni<Optional<Saga>> find(String uuid) {
        return findAll(Set.of(uuid)).map(found -> Optional.ofNullable(found.get(uuid)));
    }

    /** The sagas of these orders by their uuids, all read at one time; those that do not exist are absent. */
    public Uni<Map<String, Saga>> findAll(Set<String> uuids) {
        return documents
                .read(uuids.stream().map(names::saga).toList())
                .map(reading -> reading.found().values().stream()
                        .collect(Collectors.toMap(found -> found.path().id(), SagaEngine::saga)));
    }

    /**
     * A customer's orders, those received last first.
     *
     * @param before the last order of the page before; empty for the first page
     * @param limit orders at the most
     */
    public Uni<List<Saga>> ordersOf(String user, Optional<Saga> before, int limit) {
        var last = before.map(saga ->
                new Newest.Last(saga.receivedAt(), names.saga(saga.order().uuid())));
        return documents
                .newest(new Newest(names.sagas(), "user", user, last, limit))
                .map(page -> page.documents().stream().map(SagaEngine::saga).toList());
    }

    private static Saga saga(Document document) {
        return SagaDocument.saga(document.path().id(), document.fields());
    }

    /** Whether all that was started takes messages. */
    public boolean running() {
        return receivers.stream().allMatch(Receiver::running);
    }

    /** Takes on nothing more, and completes when all that is in hand is done, or its messages' time is up. */
    public Uni<Void> stop(Duration timeout) {
        relays.forEach(Relay::stop);
        lookouts.forEach(Unfinished::stop);
        var stops = receivers.stream().map(receiver -> receiver.stop(timeout)).toList();
        var received = stops.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join().all(stops).andCollectFailures().replaceWithVoid();
        return received.chain(commits::whenSettled).chain(marks::whenSettled);
    }

    private void open(String topic, String step, BiFunction<Notice, Letter, Work> work) {
        var origin = new Origin(names.topic(topic), names.subscription(topic + "-sub"), step);
        signals.listening(origin.topic());
        receivers.add(new Inbox(origin, time, deadLetters, commits, config).open(topics, work));
    }

    private static void requireShare(double value, String limit) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("ordersaga.engine." + limit + " must be from 0 to 1");
        }
    }

    private static void requirePositive(long value, String limit) {
        if (value <= 0) {
            throw new IllegalArgumentException("ordersaga.engine." + limit + " must be more than 0");
        }
    }
}
