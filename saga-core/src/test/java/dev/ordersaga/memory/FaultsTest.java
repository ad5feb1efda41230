package dev.ordersaga.memory;

import static dev.ordersaga.port.DocumentsException.Kind.BAD_REQUEST;
import static dev.ordersaga.port.DocumentsException.Kind.GUARD_FAILED;
import static dev.ordersaga.port.DocumentsException.Kind.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ordersaga.memory.Fault.Outcome;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Documents.Scan;
import dev.ordersaga.port.DocumentsException;
import dev.ordersaga.port.DocumentsException.Kind;
import dev.ordersaga.port.Message;
import dev.ordersaga.port.Topics.Delivery;
import dev.ordersaga.port.Topics.Subscription;
import dev.ordersaga.port.Write;
import dev.ordersaga.port.Write.Create;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What can go wrong in the world in memory. */
class FaultsTest {

    private static final DocumentPath WIDGET = DocumentPath.of("inventory", "widget");
    private static final List<Write> CREATION = List.of(new Create(WIDGET, Map.of("quantity", 5L)));
    private static final Duration LONG = Duration.ofMinutes(5);

    private Fault next = Fault.NONE;
    private Predicate<Call> struck = call -> false;
    private final List<Call> happened = new ArrayList<>();
    private final MemoryWorld world = new MemoryWorld(1, this::fault, happened::add);
    private final MemoryProcess process = world.process("service");
    private final List<Delivery> seen = new ArrayList<>();

    @Test
    void a_commit_that_failed_may_have_worked() {
        strike(Call.Commit.class, Outcome.FAILS_AFTER);
        assertThat(kindOfFailure(process.documents().commit(CREATION))).isEqualTo(UNAVAILABLE);

        assertThat(world.document(WIDGET)).isPresent();
        assertThat(kindOfFailure(process.documents().commit(CREATION))).isEqualTo(GUARD_FAILED);
    }

    @Test
    void a_commit_that_failed_may_not_have_worked() {
        strike(Call.Commit.class, Outcome.FAILS_BEFORE);
        assertThat(kindOfFailure(process.documents().commit(CREATION))).isEqualTo(UNAVAILABLE);

        assertThat(world.documents()).isEmpty();
    }

    @Test
    void independent_writes_of_unknown_outcome_count_as_failed() {
        strike(Call.CommitEach.class, Outcome.FAILS_AFTER);

        assertThat(await(process.documents().commitEach(CREATION)))
                .extracting(outcome -> outcome.orElseThrow().kind())
                .containsExactly(UNAVAILABLE);
        assertThat(world.document(WIDGET)).isPresent();
    }

    @Test
    void a_witness_knows_what_happened_whatever_the_caller_was_told() {
        var commit = new Call.Commit("service", CREATION);
        strike(Call.Commit.class, Outcome.FAILS_BEFORE);
        kindOfFailure(process.documents().commit(CREATION));
        assertThat(happened).isEmpty();

        strike(Call.Commit.class, Outcome.FAILS_AFTER);
        kindOfFailure(process.documents().commit(CREATION));
        assertThat(happened).containsExactly(commit);

        assertThat(kindOfFailure(process.documents().commit(CREATION))).isEqualTo(GUARD_FAILED);
        assertThat(happened).containsExactly(commit);
    }

    @Test
    void a_process_can_die_before_and_after_its_commit_worked() {
        strike(Call.Commit.class, Outcome.CRASHES_BEFORE);
        var answers = new ArrayList<Instant>();
        process.documents().commit(CREATION).subscribe().with(answers::add);
        world.runFor(LONG);
        assertThat(world.documents()).isEmpty();

        strike(Call.Commit.class, Outcome.CRASHES_AFTER);
        var successor = world.process("service");
        successor.documents().commit(CREATION).subscribe().with(answers::add);
        world.runFor(LONG);

        assertThat(world.document(WIDGET)).isPresent();
        assertThat(answers).isEmpty();
        assertThat(process.alive() || successor.alive()).isFalse();
    }

    @Test
    void the_dead_do_nothing_but_what_they_sent_arrives() {
        var ran = new ArrayList<String>();
        process.time().after(Duration.ofSeconds(1), () -> ran.add("timer"));
        process.time().executor().execute(() -> ran.add("task"));
        process.documents().commit(CREATION).subscribe().with(at -> ran.add("answer"));

        process.kill();
        process.time().after(Duration.ZERO, () -> ran.add("later"));
        process.documents()
                .commit(List.of(new Write.Delete(WIDGET)))
                .subscribe()
                .with(at -> ran.add("deleted"));
        world.runFor(LONG);

        assertThat(ran).isEmpty();
        assertThat(world.document(WIDGET)).isPresent();
        assertThat(world.process("service")).isNotSameAs(process);
    }

    @Test
    void what_the_dead_held_is_delivered_to_another_after_the_lease() {
        provision(Optional.empty());
        process.topics().receive("orders-sub", delivery -> {});
        publish("1");
        world.runFor(Duration.ofMinutes(1));
        var other = world.process("other");
        other.topics().receive("orders-sub", this::acknowledge);
        world.runFor(Duration.ofMinutes(1));
        assertThat(seen).isEmpty();

        process.kill();
        world.runFor(Duration.ofSeconds(11));

        assertThat(texts()).containsExactly("1");
        assertThat(world.backlog("orders-sub")).isZero();
    }

    @Test
    void messages_are_lost_and_repeated() {
        provision(Optional.empty());
        process.topics().receive("orders-sub", this::acknowledge);

        strike(Call.Publish.class, Outcome.LOST);
        publish("lost");
        strike(Call.Publish.class, Outcome.TWICE);
        publish("published twice");
        world.runFor(LONG);
        assertThat(texts()).containsExactly("published twice", "published twice");
        assertThat(seen.get(0).id()).isNotEqualTo(seen.get(1).id());

        seen.clear();
        strike(Call.Deliver.class, Outcome.TWICE);
        publish("delivered twice");
        world.runFor(LONG);
        assertThat(texts()).containsExactly("delivered twice", "delivered twice");
        assertThat(seen.get(0).id()).isEqualTo(seen.get(1).id());
    }

    @Test
    void a_lost_delivery_or_answer_means_another_delivery() {
        provision(Optional.empty());
        process.topics().receive("orders-sub", this::acknowledge);

        strike(Call.Deliver.class, Outcome.LOST);
        publish("1");
        world.runFor(LONG);
        assertThat(texts()).containsExactly("1");

        strike(Call.Ack.class, Outcome.LOST);
        publish("2");
        world.runFor(LONG);
        assertThat(texts()).containsExactly("1", "2", "2");
    }

    @Test
    void a_publish_that_failed_may_have_worked() {
        provision(Optional.empty());
        strike(Call.Publish.class, Outcome.FAILS_AFTER);
        assertThatThrownBy(() -> publish("1")).isInstanceOf(IllegalStateException.class);

        assertThat(world.published("orders")).extracting(Message::text).containsExactly("1");
    }

    @Test
    void the_broker_gives_up_after_a_hundred_deliveries() {
        provision(Optional.of("dead-letter"));
        process.topics().receive("orders-sub", delivery -> {
            seen.add(delivery);
            delivery.nack();
        });
        publish("1");
        world.runFor(Duration.ofDays(1));

        assertThat(seen).hasSize(100);
        assertThat(world.published("dead-letter"))
                .singleElement()
                .satisfies(message -> assertThat(message.attributes())
                        .containsEntry("CloudPubSubDeadLetterSourceDeliveryCount", "100"));
        assertThat(world.backlog("orders-sub")).isZero();
    }

    @Test
    void a_receiver_has_no_more_in_hand_than_its_limit() {
        provision(Optional.empty());
        process.topics().receive("orders-sub", seen::add);
        for (var i = 0; i < 1_500; i++) {
            publish(Integer.toString(i));
        }
        world.runFor(LONG);
        assertThat(seen).hasSize(1_000);

        List.copyOf(seen).forEach(Delivery::ack);
        world.runFor(LONG);
        assertThat(seen).hasSize(1_500);
    }

    @Test
    void what_a_task_throws_ends_the_run() {
        process.time().executor().execute(() -> {
            throw new IllegalStateException("a bug");
        });

        assertThatThrownBy(() -> world.runFor(LONG)).hasMessage("a bug");
    }

    @Test
    void does_not_read_further_back_than_an_hour() {
        world.runFor(Duration.ofHours(2));
        var at = Optional.of(world.now().minus(Duration.ofMinutes(61)));

        assertThat(kindOfFailure(process.documents().scan(new Scan("sagas", false, at, Optional.empty(), 10))))
                .isEqualTo(BAD_REQUEST);
    }

    @Test
    void the_seed_alone_decides_what_happens() {
        assertThat(trace(7)).isEqualTo(trace(7)).isNotEqualTo(trace(8));
    }

    private static List<String> trace(long seed) {
        var trace = new ArrayList<String>();
        var world = new MemoryWorld(seed, call -> {
            trace.add(call.getClass().getSimpleName() + " " + call.process());
            return Fault.NONE;
        });
        var one = world.process("one");
        Virtual.await(world, one.topics().provision(List.of(new Subscription("s", "t", Optional.empty()))));
        for (var name : List.of("one", "two")) {
            world.process(name).topics().receive("s", delivery -> {
                trace.add(world.now() + " " + delivery.message().text());
                delivery.ack();
            });
        }
        for (var i = 0; i < 50; i++) {
            Virtual.await(world, one.topics().publish("t", Message.of("m" + i, Map.of())));
        }
        world.runFor(LONG);
        return trace;
    }

    private Fault fault(Call call) {
        if (!struck.test(call)) {
            return Fault.NONE;
        }
        struck = any -> false;
        return next;
    }

    /** The next call of this kind meets this fault. */
    private void strike(Class<? extends Call> kind, Outcome outcome) {
        struck = kind::isInstance;
        next = Fault.of(outcome);
    }

    private void provision(Optional<String> deadLetterTopic) {
        await(process.topics().provision(List.of(new Subscription("orders-sub", "orders", deadLetterTopic))));
    }

    private void publish(String text) {
        await(world.process("publisher").topics().publish("orders", Message.of(text, Map.of())));
    }

    private void acknowledge(Delivery delivery) {
        seen.add(delivery);
        delivery.ack();
    }

    private List<String> texts() {
        return seen.stream().map(delivery -> delivery.message().text()).toList();
    }

    private <T> T await(Uni<T> uni) {
        return Virtual.await(world, uni);
    }

    private Kind kindOfFailure(Uni<?> uni) {
        return catchThrowableOfType(DocumentsException.class, () -> await(uni)).kind();
    }
}
