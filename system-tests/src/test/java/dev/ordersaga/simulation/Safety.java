package dev.ordersaga.simulation;

import static dev.ordersaga.flow.Flow.COMPENSATED;
import static dev.ordersaga.flow.Flow.FAILED;
import static dev.ordersaga.flow.Flow.RECEIVED;
import static dev.ordersaga.operations.audit.Limits.ANY_TIME;
import static dev.ordersaga.operations.audit.Limits.AT_REST;
import static dev.ordersaga.simulation.Shop.DONE;
import static dev.ordersaga.simulation.Shop.NAMES;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.memory.Call;
import dev.ordersaga.memory.MemoryWorld;
import dev.ordersaga.operations.audit.Audit;
import dev.ordersaga.port.Document;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Message;
import dev.ordersaga.port.Write;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.saga.SagaDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Looks at everything that a commit touched, the moment it happened, and remembers the first promise it broke. */
final class Safety {

    /** What may follow what in the life of a saga. */
    private static final Set<String> STEPS = Set.of(
            "RECEIVED ORDER_CREATED",
            "ORDER_CREATED INVENTORY_UPDATED",
            "INVENTORY_UPDATED PAYMENT_CREATED",
            "RECEIVED FAILED",
            "ORDER_CREATED FAILED",
            "INVENTORY_UPDATED FAILED",
            "PAYMENT_CREATED FAILED",
            "FAILED COMPENSATED");

    private final MemoryWorld world;
    private final Variant variant;
    private final Limits limits;
    private final History history;
    private final Set<String> placed = new HashSet<>();
    private final Set<String> takenBack = new HashSet<>();
    private final Map<String, Saga> sagas = new TreeMap<>();
    private final Map<String, Map<Long, String>> versions = new HashMap<>();
    private final Map<String, Map<String, Long>> reached = new HashMap<>();
    private final Map<String, Set<Long>> published = new HashMap<>();
    private final Map<DocumentPath, Long> reservations = new HashMap<>();
    private final Map<String, Long> reserved = new HashMap<>();
    private final Map<String, Long> onAccount = new HashMap<>();
    private final Set<String> restless = new TreeSet<>();
    private final Set<String> over = new HashSet<>();
    private Optional<Violation> violation = Optional.empty();

    Safety(MemoryWorld world, Variant variant, History history) {
        this.world = world;
        this.variant = variant;
        this.limits = variant.limits();
        this.history = history;
    }

    Optional<Violation> violation() {
        return violation;
    }

    boolean isBroken() {
        return violation.isPresent();
    }

    boolean isTakenBack(String uuid) {
        return takenBack.contains(uuid);
    }

    /** Whether nothing is left to do; where nobody sweeps, whether it is only the marks that are left. */
    boolean atRest() {
        return restless.isEmpty() || !variant.sweeps() && restless.stream().allMatch(this::isToldOf);
    }

    private boolean isToldOf(String uuid) {
        var status = sagas.get(uuid).status();
        return Flow.ORDERS.rests(status)
                && published.getOrDefault(uuid, Set.of()).stream()
                        .anyMatch(seq -> seq >= reached.get(uuid).get(status));
    }

    Map<String, Saga> sagas() {
        return sagas;
    }

    /** The sagas that are not final and marked. */
    Set<String> restless() {
        return restless;
    }

    void placed(String uuid) {
        placed.add(uuid);
    }

    /** From now on a customer or somebody outside may have the order undone. */
    void takenBack(String uuid) {
        takenBack.add(uuid);
    }

    void broke(String property, String what) {
        if (violation.isEmpty()) {
            violation = Optional.of(new Violation(property, what));
            history.tell(world.now(), "VIOLATION", () -> property + ": " + what);
        }
    }

    /**
     * Everything is at rest and all trouble over: nobody has anything to write or to say any more, but of what is done
     * and may still be taken back by a report that is on its way.
     */
    void expectSilence() {
        sagas.values().stream()
                .filter(saga ->
                        saga.is(COMPENSATED) || !isTakenBack(saga.order().uuid()))
                .forEach(saga -> over.add(saga.order().uuid()));
    }

    /** Whether a message on this topic tells only what has come true long ago. */
    boolean isOver(String topic, Message message) {
        var uuid = message.attributes().getOrDefault("uuid", "");
        return over.contains(uuid) && (sagas.get(uuid).is(COMPENSATED) || !topic.equals(Flow.ERROR_TOPIC));
    }

    private void require(boolean holds, String property, String uuid) {
        if (!holds) {
            broke(property, uuid + " " + sagas.get(uuid));
        }
    }

    /** The broker has taken the event of a version of a saga; it may lose it all the same. */
    void taken(Call.Publish publish) {
        var attributes = publish.message().attributes();
        if (attributes.containsKey("seq") && !publish.topic().equals(Flow.DEAD_LETTER_TOPIC)) {
            published
                    .computeIfAbsent(attributes.get("uuid"), uuid -> new HashSet<>())
                    .add(Long.valueOf(attributes.get("seq")));
        }
    }

    /** Somebody is about to publish. */
    void publishing(Call.Publish publish) {
        var attributes = publish.message().attributes();
        if (publish.topic().equals(Flow.DEAD_LETTER_TOPIC)) {
            var byHand = attributes.containsKey(Scenario.BY_HAND);
            var reason = attributes.getOrDefault("reason", "");
            var expected = Stream.of("no such saga", "before its time", "the order is settled")
                    .anyMatch(reason::startsWith);
            if (!byHand || !expected) {
                broke(
                        "only messages by hand become dead letters",
                        publish.message().text() + " " + attributes);
            }
            return;
        }
        var uuid = attributes.get("uuid");
        if (over.contains(uuid)) {
            broke("what is over is not told again", publish.message().text());
        }
        var committed = versions.getOrDefault(uuid, Map.of()).get(Long.valueOf(attributes.get("seq")));
        if (!attributes.get("type").equals(committed)) {
            broke(
                    "what is published is committed",
                    "%s v%s as %s, and that is %s"
                            .formatted(uuid, attributes.get("seq"), attributes.get("type"), committed));
        } else if (!publish.topic().equals(Flow.ORDERS.topicOf(committed))) {
            broke("an event goes to its topic", uuid + " " + committed + " to " + publish.topic());
        }
    }

    /** Somebody is about to acknowledge a message of a service. */
    void acknowledging(String topic, String uuid) {
        var found = Optional.ofNullable(sagas.get(uuid));
        if (found.isEmpty() || isBeyond(found.get(), topic)) {
            return;
        }
        var when = reached.get(uuid);
        var since = Optional.ofNullable(when.get(outputOf(topic)))
                .or(() -> Optional.ofNullable(when.get(FAILED)).filter(failed -> !topic.equals(Flow.ERROR_TOPIC)));
        if (since.isEmpty()) {
            broke("only what is done is acknowledged", uuid + " on " + topic + " " + found);
        } else if (published.getOrDefault(uuid, Set.of()).stream().noneMatch(seq -> seq >= since.get())) {
            broke("only what is published is acknowledged", uuid + " on " + topic + " " + found);
        }
    }

    /** Whether there is proof enough that what came after the message was published. */
    private static boolean isBeyond(Saga saga, String topic) {
        if (topic.equals(Flow.ERROR_TOPIC)) {
            return false;
        }
        int output = Flow.ORDERS.progress(outputOf(topic));
        return saga.is(COMPENSATED)
                || Flow.ORDERS.stages().stream().skip(output).anyMatch(stage -> saga.reached(stage.status()));
    }

    private static String outputOf(String topic) {
        if (topic.equals(Flow.ERROR_TOPIC)) {
            return COMPENSATED;
        }
        return Flow.ORDERS.stages().stream()
                .filter(stage -> stage.reads().equals(topic))
                .findFirst()
                .orElseThrow()
                .status();
    }

    /** A commit has happened, or some of its writes. */
    void committed(String process, List<Write> writes) {
        var uuids = new TreeSet<String>();
        var items = new TreeSet<String>();
        for (var write : writes) {
            look(write.path(), uuids, items);
        }
        uuids.stream().filter(over::contains).forEach(uuid -> broke("what is over is not touched again", uuid));
        for (var uuid : uuids) {
            sagaTouched(process, uuid);
        }
        uuids.forEach(this::records);
        items.forEach(this::stock);
        account();
    }

    private void look(DocumentPath path, Collection<String> uuids, Collection<String> items) {
        var collection = path.collection();
        if (collection.equals("inventory")) {
            items.add(path.id());
        } else if (collection.equals("users") || collection.equals("accounts")) {
            return;
        } else {
            uuids.add(path.id());
        }
        if (collection.equals("payments")) {
            onAccount.put(path.id(), world.document(path).map(Safety::owed).orElse(0L));
        }
        if (collection.startsWith("inventory/")) {
            var item = collection.split("/")[1];
            items.add(item);
            long after = world.document(path)
                    .map(document -> (Long) document.fields().get("quantity"))
                    .orElse(0L);
            long before = reservations.getOrDefault(path, 0L);
            reservations.put(path, after);
            reserved.merge(item, after - before, Long::sum);
        }
    }

    private void sagaTouched(String process, String uuid) {
        var before = Optional.ofNullable(sagas.get(uuid));
        var document = world.document(NAMES.saga(uuid));
        if (document.isEmpty()) {
            require(before.isEmpty(), "a saga never goes away", uuid);
            return;
        }
        var after = SagaDocument.saga(uuid, document.get().fields());
        if (before.isPresent() && before.get().equals(after)) {
            return;
        }
        sagas.put(uuid, after);
        history.tell(world.now(), process, () -> "wrote " + words(before, after));
        remember(uuid, after);
        before.ifPresentOrElse(earlier -> changed(earlier, after, document.get()), () -> born(process, after));
        state(after, document.get());
    }

    private static String words(Optional<Saga> before, Saga after) {
        return "%s: %s v%d%s, attempts %d%s%s"
                .formatted(
                        after.order().uuid(),
                        before.filter(saga -> !saga.is(after.status()))
                                        .map(saga -> saga.status() + " → ")
                                        .orElse("")
                                + after.status(),
                        after.version(),
                        after.unpublished() ? ", unpublished" : "",
                        after.attempts(),
                        after.wakeAt().map(at -> ", wake " + at).orElse(""),
                        after.reason().map(reason -> ", " + reason).orElse(""));
    }

    private void remember(String uuid, Saga after) {
        versions.computeIfAbsent(uuid, same -> new HashMap<>()).put(after.version(), after.status());
        var when = reached.computeIfAbsent(uuid, same -> new HashMap<>());
        after.history().forEach(entry -> when.putIfAbsent(entry.status(), after.version()));
        if (resting(after)) {
            restless.remove(uuid);
        } else {
            restless.add(uuid);
        }
    }

    private static boolean resting(Saga saga) {
        return Flow.ORDERS.rests(saga.status()) && !saga.unpublished();
    }

    private void born(String process, Saga saga) {
        var uuid = saga.order().uuid();
        require(process.startsWith("frontend-service"), "only the frontend makes sagas", uuid);
        require(placed.contains(uuid), "no saga that nobody ordered", uuid);
        require(saga.history().get(0).status().equals(RECEIVED), "a saga begins RECEIVED", uuid);
    }

    private void changed(Saga before, Saga after, Document document) {
        var uuid = after.order().uuid();
        require(after.version() > before.version(), "versions only grow", uuid);
        require(sameOrder(before, after), "the order stays what it was", uuid);
        var entries = after.history();
        var known = before.history().size();
        require(
                entries.size() >= known && entries.subList(0, known).equals(before.history()),
                "the history only grows",
                uuid);
        if (isBroken()) {
            return;
        }
        require(!before.isSettled() || after.isSettled() && after.is(DONE), "what is settled stays done", uuid);
        for (int i = known; i < entries.size(); i++) {
            step(uuid, entries.get(i - 1), entries.get(i), document);
        }
        if (!before.is(after.status())) {
            require(after.unpublished(), "a change of status is unpublished", uuid);
            require(after.expireAt().isEmpty(), "a change of status clears expire_at", uuid);
        } else if (before.unpublished() && !after.unpublished()) {
            require(
                    published.getOrDefault(uuid, Set.of()).contains(before.version()),
                    "a mark says that this version was published",
                    uuid);
        } else {
            require(before.unpublished() == after.unpublished(), "only a change of status sets unpublished", uuid);
        }
    }

    private void step(String uuid, Saga.Entry from, Saga.Entry to, Document document) {
        if (from.status().equals(to.status())) {
            return;
        }
        require(STEPS.contains(from.status() + " " + to.status()), "only the flow's steps are taken", uuid);
        if (!to.status().equals(FAILED)) {
            return;
        }
        var reason = to.reason().orElse("");
        if (from.status().equals(DONE)) {
            require(takenBack.contains(uuid), "only a cancel or a report from outside undoes what is done", uuid);
            require(!reason.equals("TIMED_OUT"), "what is done has no deadline", uuid);
        }
        if (reason.equals("TIMED_OUT")) {
            var age = Duration.between(document.createdAt(), document.updatedAt());
            require(age.compareTo(limits.deadline()) >= 0, "nothing fails before its deadline", uuid);
        }
    }

    private static boolean sameOrder(Saga before, Saga after) {
        var was = before.order();
        var is = after.order();
        return was.user().equals(is.user())
                && was.item().equals(is.item())
                && was.quantity() == is.quantity()
                && was.paymentError().equals(is.paymentError())
                && is.facts().entrySet().containsAll(was.facts().entrySet());
    }

    private void state(Saga saga, Document document) {
        var uuid = saga.order().uuid();
        var entries = saga.history();
        require(!saga.isSettled() || saga.is(DONE), "only what is done is settled", uuid);
        require(saga.is(entries.get(entries.size() - 1).status()), "the status is the history's last", uuid);
        require(
                resting(saga) != saga.wakeAt().isPresent(),
                "whoever is not at rest has wake_at, and nobody else",
                uuid);
        require(
                saga.expireAt().isPresent() == (saga.is(COMPENSATED) && !saga.unpublished()),
                "only a tombstone expires",
                uuid);
        saga.wakeAt().ifPresent(at -> awake(saga, at, document));
    }

    private void awake(Saga saga, Instant at, Document document) {
        var uuid = saga.order().uuid();
        require(
                !at.isAfter(document.updatedAt().plus(limits.wakePauseMax())),
                "the relay looks after a saga in time",
                uuid);
        if (!saga.is(FAILED) && !Flow.ORDERS.rests(saga.status())) {
            var deadline = document.createdAt().plus(limits.deadline()).plusSeconds(1);
            require(
                    !at.isAfter(later(deadline, document.updatedAt())),
                    "the relay looks after a saga at its deadline at the latest",
                    uuid);
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** A record is there exactly if the saga says so, and says the same as the saga. */
    private void records(String uuid) {
        var saga = sagas.get(uuid);
        if (saga == null) {
            broke("no record without a saga", uuid);
            return;
        }
        var order = saga.order();
        record(saga, "ORDER_CREATED", NAMES.order(order.user(), uuid));
        record(saga, "INVENTORY_UPDATED", NAMES.reservation(order.item(), uuid));
        record(saga, DONE, NAMES.payment(uuid));
    }

    private void record(Saga saga, String status, DocumentPath path) {
        var there = world.document(path);
        var wanted = saga.reached(status) && !saga.is(COMPENSATED);
        if (there.isPresent() != wanted) {
            broke(
                    wanted ? "what a saga says was done is there" : "nothing is there that no saga says",
                    path + " of " + saga);
        } else if (wanted) {
            require(
                    agrees(saga, there.get()),
                    "a record says what the saga says",
                    saga.order().uuid());
        }
    }

    private static boolean agrees(Saga saga, Document record) {
        var fields = record.fields();
        var order = saga.order();
        return order.item().equals(fields.get("item"))
                && Long.valueOf(order.quantity()).equals(fields.get("quantity"))
                && (!fields.containsKey("price_per_unit")
                        || fields.get("price_per_unit").equals(order.facts().get("price_per_unit")))
                && (!fields.containsKey("total_invoice")
                        || Long.valueOf(order.quantity() * order.number("price_per_unit"))
                                .equals(fields.get("total_invoice")))
                && (!record.path().collection().equals("payments")
                        || Objects.equals(fields.get("settled"), order.facts().get("settled"))
                                && Objects.equals(
                                        fields.get("on_account"), order.facts().get("on_account")));
    }

    private static long owed(Document payment) {
        var fields = payment.fields();
        return fields.containsKey("on_account") && !fields.containsKey("settled")
                ? (Long) fields.get("total_invoice")
                : 0;
    }

    private void account() {
        long owed = onAccount.values().stream().mapToLong(Long::longValue).sum();
        long balance = world.document(NAMES.account(Shop.ON_CREDIT))
                .map(account -> (Long) account.fields().get("open_balance"))
                .orElse(0L);
        if (balance != owed) {
            broke("the balance is the sum of what is owed", "%d, and %d are owed".formatted(balance, owed));
        }
        if (owed > Shop.CREDIT_LIMIT) {
            broke("nobody owes more than their limit", Long.toString(owed));
        }
    }

    private void stock(String item) {
        world.document(NAMES.stock(item)).ifPresent(stock -> {
            long quantity = (Long) stock.fields().get("quantity");
            long stocked = (Long) stock.fields().get("stocked");
            if (quantity < 0) {
                broke("stock is never negative", item + " " + quantity);
            }
            if (stocked != quantity + reserved.getOrDefault(item, 0L)) {
                broke(
                        "stock is conserved",
                        "%s: %d stocked, %d left, %d reserved"
                                .formatted(item, stocked, quantity, reserved.getOrDefault(item, 0L)));
            }
        });
    }

    /** Everything, as operators would have it audited: nothing is where nobody looked. */
    void audit(boolean atRest) {
        var limits = atRest && variant.sweeps() ? AT_REST : ANY_TIME;
        Audit.of(NAMES, Flow.ORDERS, limits).check(world.now(), world.documents().stream()).stream()
                .findFirst()
                .ifPresent(found -> broke("an audit finds nothing", found.toString()));
    }
}
