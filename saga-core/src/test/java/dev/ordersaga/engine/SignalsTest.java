package dev.ordersaga.engine;

import static dev.ordersaga.engine.TestShop.NAMES;
import static dev.ordersaga.engine.TestShop.failing;
import static dev.ordersaga.engine.TestShop.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.engine.Hop.Source;
import dev.ordersaga.flow.Flow;
import dev.ordersaga.memory.Call;
import dev.ordersaga.memory.Fault;
import dev.ordersaga.memory.Fault.Outcome;
import dev.ordersaga.memory.Faults;
import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.SagaDocument;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;

/** What the engine tells those who look on. */
class SignalsTest {

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private static String step(Hop hop) {
        return "%s: %s%s, %s, %s"
                .formatted(
                        hop.step(),
                        hop.task(),
                        hop.source().map(source -> " " + source.topic()).orElse(""),
                        hop.outcome(),
                        hop.status());
    }

    @Test
    void an_order_that_completes_tells_every_hop_of_its_trace() {
        var shop = new TestShop().openAll();

        var uuid = shop.place(order(5).tracedBy(TRACE));
        shop.awaitRest(uuid, "PAYMENT_CREATED");

        assertThat(shop.counts.hops)
                .allSatisfy(hop -> assertThat(hop.uuid()).isEqualTo(uuid))
                .allSatisfy(hop -> assertThat(hop.traceparent()).isEqualTo(TRACE))
                .allSatisfy(hop -> assertThat(hop.trouble()).isEmpty())
                .allSatisfy(hop -> assertThat(hop.decided()).isBetween(hop.from(), hop.to()));
        assertThat(shop.counts.hops.stream().map(SignalsTest::step))
                .containsExactlyInAnyOrder(
                        "frontend-service: accept, stored, RECEIVED",
                        "order-service: process frontend, stored, ORDER_CREATED",
                        "inventory-service: process order-created, stored, INVENTORY_UPDATED",
                        "payment-service: process inventory-updated, stored, PAYMENT_CREATED");
    }

    @Test
    void an_order_that_is_undone_tells_every_hop_of_its_trace() {
        var shop = new TestShop().openAll();

        var uuid = shop.place(failing(5).tracedBy(TRACE));
        shop.awaitRest(uuid, Flow.COMPENSATED);

        assertThat(shop.counts.hops.stream().map(SignalsTest::step))
                .containsExactlyInAnyOrder(
                        "frontend-service: accept, stored, RECEIVED",
                        "order-service: process frontend, stored, ORDER_CREATED",
                        "inventory-service: process order-created, stored, INVENTORY_UPDATED",
                        "payment-service: process inventory-updated, stored, FAILED",
                        "janitor-service: process error, stored, COMPENSATED");
    }

    @Test
    void every_event_of_an_order_carries_its_trace_also_when_it_is_said_again() {
        var faults = new OnFirst(
                1,
                Outcome.LOST,
                call -> call instanceof Call.Publish publish && publish.topic().equals("order-created"));
        var shop = new TestShop(faults).openAll();
        shop.startRelay();

        var uuid = shop.place(order(5).tracedBy(TRACE));
        shop.awaitRest(uuid, "PAYMENT_CREATED");

        for (var topic : List.of("frontend", "order-created", "inventory-updated", "payment-created")) {
            assertThat(shop.world.published(topic))
                    .allSatisfy(message -> assertThat(message.attributes()).containsEntry("traceparent", TRACE))
                    .allSatisfy(message -> assertThat(message.text()).doesNotContain("traceparent"));
        }
        assertThat(shop.counts.hops.stream().map(SignalsTest::step))
                .contains("janitor-service: wake, published again, ORDER_CREATED");
    }

    @Test
    void what_times_out_is_part_of_the_trace() {
        var shop = new TestShop();
        shop.startJanitor();
        shop.startRelay();

        shop.awaitRest(shop.place(order(5).tracedBy(TRACE)), Flow.COMPENSATED);

        assertThat(shop.counts.hops.stream().map(SignalsTest::step)).contains("janitor-service: wake, stored, FAILED");
    }

    @Test
    void what_goes_wrong_with_a_work_is_told_with_it() {
        var faults = new OnFirst(
                1,
                Outcome.FAILS_BEFORE,
                call -> call instanceof Call.Publish publish && publish.topic().equals("order-created"));
        var shop = new TestShop(faults).openAll();

        shop.awaitRest(shop.place(order(5).tracedBy(TRACE)), "PAYMENT_CREATED");

        assertThat(shop.counts.hops.stream()
                        .filter(hop -> hop.step().equals("order-service"))
                        .map(hop -> hop.outcome() + " " + hop.trouble().isPresent()))
                .containsExactly("stored true", "published again false");
    }

    @Test
    void orders_that_are_committed_together_are_told_of_each_other() {
        var shop = new TestShop(call ->
                OnFirst.commitsOf("frontend-service").test(call) ? Fault.delay(Duration.ofSeconds(1)) : Fault.NONE);
        var traces = IntStream.range(0, 30)
                .mapToObj(i -> "00-%032x-00f067aa0ba902b7-01".formatted(i + 1))
                .toList();

        shop.placeTogether(
                traces.stream().map(trace -> order(1).tracedBy(trace)).toList());
        shop.await(() -> shop.counts.hops.size() == 30);

        var together = shop.counts.hops.stream().filter(hop -> hop.works() > 1).toList();
        assertThat(together).hasSizeGreaterThan(1).allSatisfy(hop -> {
            assertThat(hop.others()).isNotEmpty().hasSizeLessThanOrEqualTo(16).doesNotContain(hop.traceparent());
            assertThat(traces).containsAll(hop.others());
        });
    }

    @Test
    void an_order_without_a_trace_tells_no_hop() {
        var shop = new TestShop().openAll();

        shop.awaitRest(shop.place(5), "PAYMENT_CREATED");

        assertThat(shop.counts.hops).isEmpty();
    }

    @Test
    void an_order_whose_trace_is_not_recorded_tells_no_hop_and_hands_its_trace_on() {
        var shop = new TestShop().openAll();
        var unrecorded = TRACE.replaceFirst("01$", "00");

        shop.awaitRest(shop.place(order(5).tracedBy(unrecorded)), "PAYMENT_CREATED");

        assertThat(shop.counts.hops).isEmpty();
        assertThat(shop.world.published("payment-created"))
                .allSatisfy(message -> assertThat(message.attributes()).containsEntry("traceparent", unrecorded));
    }

    @Test
    void where_nobody_listens_no_hop_is_told() {
        var shop = new TestShop().openAll();
        shop.counts.traced = false;

        shop.awaitRest(shop.place(order(5).tracedBy(TRACE)), "PAYMENT_CREATED");

        assertThat(shop.counts.hops).isEmpty();
    }

    @Test
    void a_hop_tells_which_message_brought_it() {
        var shop = new TestShop();
        shop.start(new TestSteps.Place());

        shop.place(order(5).tracedBy(TRACE));
        shop.await(() -> shop.counts.hops.size() == 2);

        assertThat(shop.counts.hops.stream()
                        .flatMap(hop -> hop.source().stream())
                        .map(source -> new Source(source.topic(), source.subscription(), "")))
                .containsExactly(new Source("frontend", "frontend-sub", ""));
    }

    @Test
    void tells_what_orders_come_to_and_why() {
        var shop = new TestShop().openAll();

        shop.awaitRest(shop.place(5), "PAYMENT_CREATED");
        shop.awaitRest(shop.place(failing(5)), Flow.COMPENSATED);

        assertThat(shop.counts.reached)
                .containsExactlyInAnyOrder(
                        "RECEIVED none",
                        "ORDER_CREATED none",
                        "INVENTORY_UPDATED none",
                        "PAYMENT_CREATED none",
                        "RECEIVED none",
                        "ORDER_CREATED none",
                        "INVENTORY_UPDATED none",
                        "FAILED PAYMENT_ERROR",
                        "COMPENSATED PAYMENT_ERROR");
        assertThat(shop.counts.commits).isPositive();
        assertThat(shop.counts.publishes).isPositive();
    }

    @Test
    void a_reason_from_outside_is_just_another() {
        var shop = new TestShop().openAll();
        var uuid = shop.place(5);
        shop.awaitRest(uuid, "PAYMENT_CREATED");

        shop.publish("error", "{\"uuid\":\"%s\",\"reason\":\"WHATEVER_9\"}".formatted(uuid));
        shop.awaitRest(uuid, Flow.COMPENSATED);

        assertThat(shop.saga(uuid).reason()).contains("WHATEVER_9");
        assertThat(shop.counts.reached).last().isEqualTo("COMPENSATED other");
    }

    @Test
    void tells_messages_whose_work_was_done_and_those_that_nobody_can_work_on() {
        var shop = new TestShop().openAll();
        var uuid = shop.place(5);
        shop.awaitRest(uuid, "PAYMENT_CREATED");
        assertThat(shop.counts.redeliveries).isZero();

        shop.publish("frontend", "{\"uuid\":\"" + uuid + "\"}");
        shop.await(() -> shop.counts.redeliveries == 1);

        shop.publish("order-created", "poison");
        shop.await(() -> shop.counts.deadLetters == 1);
        assertThat(shop.counts.deadLettersOf).containsExactly("order-created");
    }

    @Test
    void tells_for_how_long_the_oldest_order_has_not_come_to_rest() {
        var shop = new TestShop(Faults.NONE, Map.of("ordersaga.engine.deadline", "1d"));
        shop.engine("lookout").lookOut();
        var uuid = shop.place(5);
        shop.world.runFor(Duration.ofMinutes(10));
        shop.place(5);
        shop.world.runFor(Duration.ofMinutes(1));

        assertThat(shop.counts.unfinished).isEqualTo(2);
        assertThat(shop.counts.oldest)
                .isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11).plusSeconds(1));

        shop.openAll();
        shop.startRelay();
        shop.awaitRest(uuid, "PAYMENT_CREATED");
        shop.await(() -> shop.counts.unfinished == 0);
        assertThat(shop.counts.oldest).isZero();
    }

    @Test
    void an_order_that_is_taken_back_is_as_old_as_that() {
        var shop = new TestShop().openAll();
        var uuid = shop.place(5);
        shop.awaitRest(uuid, "PAYMENT_CREATED");
        shop.world.runFor(Duration.ofDays(3));
        shop.world.process("janitor-service").kill();
        shop.engine("lookout").lookOut();

        var answer = new AtomicReference<Optional<?>>();
        shop.engine("frontend-service")
                .cancel(uuid, "frontend-service")
                .subscribe()
                .with(answer::set);
        shop.await(() -> answer.get() != null);
        shop.world.runFor(Duration.ofMinutes(2));

        assertThat(shop.counts.unfinished).isEqualTo(1);
        assertThat(shop.counts.oldest)
                .isBetween(Duration.ofMinutes(1), Duration.ofMinutes(2).plusSeconds(1));
    }

    @Test
    void a_document_that_nobody_can_read_is_unfinished_as_well() {
        var shop = new TestShop();
        shop.engine("lookout").lookOut();
        var uuid = shop.place(5);
        shop.tamper(NAMES.saga(uuid), Map.of("history", "gone"));

        shop.world.runFor(Duration.ofMinutes(2));

        assertThat(shop.counts.unfinished).isEqualTo(1);
        assertThat(shop.counts.oldest).isGreaterThan(Duration.ofMinutes(1));
    }

    @Test
    void a_look_that_gets_no_answer_is_an_outage_and_not_the_last() {
        var shop = new TestShop(new OnFirst(
                3,
                Outcome.FAILS_BEFORE,
                call -> call instanceof Call.Due && call.process().equals("lookout")));
        shop.engine("lookout").lookOut();
        shop.place(5);

        shop.await(() -> shop.counts.unfinished == 1);

        assertThat(shop.counts.outages).isEqualTo(3);
        assertThat(shop.counts.unknown).isZero();
    }

    @Test
    void in_a_shop_where_nothing_happens_an_outage_is_noticed_all_the_same() {
        var shop = new TestShop(
                call -> call instanceof Call.Due ? new Fault(Duration.ofSeconds(2), Outcome.FAILS_BEFORE) : Fault.NONE);
        shop.engine("lookout").lookOut();

        shop.world.runFor(Duration.ofMinutes(2));

        assertThat(shop.counts.outages).isBetween(9, 12);
    }

    @Test
    void a_group_of_buckets_that_cannot_be_looked_at_hides_no_other() {
        var shop = new TestShop(
                call -> call instanceof Call.Due due && due.buckets().contains(0)
                        ? Fault.of(Outcome.FAILS_BEFORE)
                        : Fault.NONE);
        shop.engine("lookout").lookOut();
        shop.place(Stream.generate(() -> order(5))
                .filter(order -> !Buckets.group(0).contains(SagaDocument.bucket(order.uuid())))
                .findFirst()
                .orElseThrow());

        shop.await(() -> shop.counts.unfinished == 1);

        assertThat(shop.counts.outages).isPositive();
        assertThat(shop.counts.unknown).isZero();
    }

    @Test
    void once_no_group_has_given_an_answer_it_is_not_known_how_many_orders_are_unfinished() {
        var shop = new TestShop(new OnFirst(
                Buckets.GROUPS,
                Outcome.FAILS_BEFORE,
                call -> call instanceof Call.Due && call.process().equals("lookout")));
        shop.engine("lookout").lookOut();
        shop.place(5);

        shop.await(() -> shop.counts.unfinished == 1);

        assertThat(shop.counts.unknown).isEqualTo(1);
    }

    @Test
    void whoever_logs_while_an_order_is_decided_tells_which_and_where() {
        var seen = new HashSet<String>();
        var shop = new TestShop();
        shop.start(new TestSteps.Place() {
            @Override
            public dev.ordersaga.saga.Outcome<Order> decide(Order order, Seen documents) {
                seen.add(MDC.get("uuid") + " " + MDC.get("step"));
                return super.decide(order, documents);
            }
        });

        var uuid = shop.place(5);
        shop.await(() -> shop.saga(uuid).is("ORDER_CREATED"));

        assertThat(seen).containsExactly(uuid + " order-service");
        assertThat(MDC.get("uuid")).isNull();
        assertThat(MDC.get("step")).isNull();
    }
}
