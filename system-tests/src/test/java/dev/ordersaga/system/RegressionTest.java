package dev.ordersaga.system;

import static dev.ordersaga.system.MemoryShop.NAMES;
import static dev.ordersaga.system.MemoryShop.failing;
import static dev.ordersaga.system.MemoryShop.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.datainit.Seeds;
import dev.ordersaga.flow.Flow;
import dev.ordersaga.frontend.OrderForms;
import dev.ordersaga.memory.Call;
import dev.ordersaga.memory.Fault;
import dev.ordersaga.memory.Fault.Outcome;
import dev.ordersaga.memory.Faults;
import dev.ordersaga.payment.PaymentServiceSteps;
import dev.ordersaga.port.Topics.Subscription;
import dev.ordersaga.port.Write;
import dev.ordersaga.saga.Saga;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The defects of the ancestor, a sample of a saga in Python, one test each at least: numbered and told as there, and none
 * of them inherited. Some are tested where they would be made: wiping, publishing, provisioning.
 */
class RegressionTest {

    private static final String DONE = Flow.ORDERS.completed();
    private static final long WIDGETS = 10_000;
    private static final Pattern TEST_OF_A_DEFECT = Pattern.compile("void defect_(\\d\\d)_");
    private static final List<String> STEPS = List.of("order-service", "inventory-service", "payment-service");

    @Test
    void each_defect_has_a_test_of_its_number() throws IOException {
        var tested = new TreeSet<Integer>();
        try (var files =
                Files.find(Path.of(".."), 12, (file, is) -> file.toString().contains("src/test/java"))) {
            for (var file :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                TEST_OF_A_DEFECT
                        .matcher(Files.readString(file))
                        .results()
                        .forEach(test -> tested.add(Integer.valueOf(test.group(1))));
            }
        }

        assertThat(tested)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 24).boxed().toList());
    }

    /** Spoils the first call of a kind, once. */
    private static Faults first(Outcome outcome, Predicate<Call> calls) {
        var spoilt = new ArrayList<Call>();
        return call -> {
            if (!spoilt.isEmpty() || !calls.test(call)) {
                return Fault.NONE;
            }
            spoilt.add(call);
            return Fault.of(outcome);
        };
    }

    private static Faults everythingTwice() {
        return call ->
                call instanceof Call.Publish || call instanceof Call.Deliver ? Fault.of(Outcome.TWICE) : Fault.NONE;
    }

    /** A process dies around its commit, and a new one takes its place. */
    private static MemoryShop dyingAt(String service, Outcome outcome) {
        return new MemoryShop(first(
                        outcome,
                        call -> call instanceof Call.Commit && call.process().equals(service)))
                .open();
    }

    private static void assertNothingLeft(MemoryShop shop, String uuid) {
        assertThat(shop.records(uuid)).isEmpty();
        assertThat(shop.stock("widget")).isEqualTo(WIDGETS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"order-service", "inventory-service", "payment-service"})
    void defect_01_a_crash_between_write_and_publish_stalls_nothing(String service) {
        var shop = new MemoryShop(first(
                        Outcome.CRASHES_BEFORE,
                        call -> call instanceof Call.Publish && call.process().equals(service)))
                .open();
        var dying = shop.world.process(service);
        var uuid = shop.place("widget", 5);
        shop.await(() -> !dying.alive());
        assertThat(shop.saga(uuid).unpublished()).isTrue();

        shop.start(service);

        assertThat(shop.atRest(uuid).status()).isEqualTo(DONE);
    }

    @Test
    void defect_02_an_order_that_is_stuck_is_found_failed_and_undone() {
        var shop = new MemoryShop().start("order-service").start("janitor-service");

        var uuid = shop.place("widget", 5);
        var began = shop.world.now();

        assertThat(shop.atRest(uuid).reason()).contains("TIMED_OUT");
        assertThat(Duration.between(began, shop.world.now())).isLessThan(Duration.ofMinutes(6));
        assertNothingLeft(shop, uuid);
    }

    @Test
    void defect_03_a_poisonous_message_stops_nobody() {
        var shop = new MemoryShop().open();
        var poison = List.of(
                "poison",
                "{}",
                "{\"uuid\":7}",
                "{\"uuid\":\"00000000-0000-4000-8000-00000000dead\",\"quantity\":\"50\"}");

        MemoryShop.CONSUMED.forEach(topic -> poison.forEach(message -> shop.publish(topic, message)));
        var uuid = shop.place("widget", 5);

        assertThat(shop.atRest(uuid).status()).isEqualTo(DONE);
        shop.settle();
        assertThat(shop.world.published("dead-letter")).hasSize(MemoryShop.CONSUMED.size() * poison.size());
        MemoryShop.CONSUMED.forEach(topic ->
                assertThat(shop.world.backlog(topic + "-sub")).as(topic).isZero());
    }

    @Test
    void defect_04_concurrent_duplicates_write_once() {
        var shop = new MemoryShop(everythingTwice()).open();
        STEPS.forEach(step -> shop.start(step + "-2"));

        var uuids = shop.place("widget", 5, 20);

        uuids.forEach(uuid -> {
            shop.atRest(uuid);
            assertThat(shop.statuses(uuid)).containsExactly("RECEIVED", "ORDER_CREATED", "INVENTORY_UPDATED", DONE);
        });
        assertThat(shop.stock("widget")).isEqualTo(WIDGETS - 100);
        STEPS.forEach(step -> Flow.ORDERS.stages().stream()
                .filter(stage -> stage.service().equals(step))
                .forEach(stage -> assertThat(shop.world.published(stage.publishes()).stream()
                                .map(message -> message.attributes().get("uuid") + message.text())
                                .distinct())
                        .hasSize(20)));
    }

    @Test
    void defect_05_no_update_of_stock_is_lost() {
        var shop = new MemoryShop().open().start("inventory-service-2").start("janitor-service-2");

        var sold = shop.place("widget", 300, 40);
        var refused = new ArrayList<String>();
        for (int i = 0; i < 10; i++) {
            refused.add(shop.place(failing("widget", 7)));
        }
        sold.forEach(shop::atRest);
        refused.forEach(shop::atRest);

        var done = sold.stream().filter(uuid -> shop.saga(uuid).is(DONE)).count();
        assertThat(shop.stock("widget")).isEqualTo(WIDGETS - 300 * done).isNotNegative();
        assertThat(done).isBetween(30L, 33L);
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"CRASHES_BEFORE", "CRASHES_AFTER", "FAILS_AFTER"})
    void defect_06_stock_is_taken_with_its_record_or_not_at_all(Outcome outcome) {
        var shop = dyingAt("inventory-service", outcome);
        var inventory = shop.world.process("inventory-service");
        var uuid = shop.place("widget", 5);
        shop.await(() -> {
            var reserved =
                    shop.world.document(NAMES.reservation("widget", uuid)).isPresent();
            assertThat(shop.stock("widget")).isEqualTo(reserved ? WIDGETS - 5 : WIDGETS);
            return !inventory.alive() || shop.saga(uuid).is(DONE);
        });
        if (!inventory.alive()) {
            shop.start("inventory-service");
        }

        assertThat(shop.atRest(uuid).status()).isEqualTo(DONE);
        assertThat(shop.stock("widget")).isEqualTo(WIDGETS - 5);
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"CRASHES_BEFORE", "CRASHES_AFTER", "FAILS_AFTER"})
    void defect_07_stock_is_given_back_once(Outcome outcome) {
        var shop = dyingAt("janitor-service", outcome).start("janitor-service-2");
        var janitor = shop.world.process("janitor-service");

        var uuid = shop.place(failing("widget", 5));
        shop.atRest(uuid);
        if (!janitor.alive()) {
            shop.start("janitor-service");
        }
        shop.repeatEverything();

        assertThat(shop.statuses(uuid).stream().filter(Flow.COMPENSATED::equals))
                .hasSize(1);
        assertNothingLeft(shop, uuid);
    }

    @Test
    void defect_08_no_late_message_brings_an_undone_order_back() {
        var shop = new MemoryShop().open();
        var uuid = shop.place("widget", WIDGETS + 1);
        shop.atRest(uuid);
        shop.commit(new Write.Increment(NAMES.stock("widget"), Map.of("quantity", 5_000L)));

        shop.repeatEverything();
        for (var topic : MemoryShop.CONSUMED) {
            shop.publish(topic, "{\"uuid\":\"%s\"}".formatted(uuid));
        }
        shop.settle();

        assertThat(shop.saga(uuid).status()).isEqualTo(Flow.COMPENSATED);
        assertThat(shop.records(uuid)).isEmpty();
        assertThat(shop.stock("widget")).isEqualTo(WIDGETS + 5_000);
    }

    @Test
    void defect_09_nothing_is_reserved_after_the_order_was_undone() {
        var shop = new MemoryShop().start("order-service").start("janitor-service");
        var uuid = shop.place("widget", 5);
        shop.await(() -> shop.world.published("order-created").size() == 1);

        shop.publish("error", "{\"uuid\":\"%s\",\"reason\":\"DAMAGED\"}".formatted(uuid));
        shop.atRest(uuid);
        shop.start("inventory-service").start("payment-service");
        shop.settle();

        assertThat(shop.world.backlog("order-created-sub")).isZero();
        assertThat(shop.saga(uuid).reason()).contains("DAMAGED");
        assertNothingLeft(shop, uuid);
    }

    @Test
    void defect_10_a_payment_is_undone_too() {
        var shop = new MemoryShop().open();
        var uuid = shop.place("widget", 5);
        shop.atRest(uuid);
        assertThat(shop.world.document(NAMES.payment(uuid))).isPresent();

        shop.publish("error", "{\"uuid\":\"%s\"}".formatted(uuid));
        shop.await(() -> shop.saga(uuid).is(Flow.COMPENSATED));

        assertNothingLeft(shop, uuid);
    }

    @Test
    void defect_11_an_order_fails_once_however_often_that_is_told() {
        var shop = new MemoryShop(everythingTwice()).open();
        var uuid = shop.place(failing("widget", 5));
        shop.atRest(uuid);
        shop.repeatEverything();

        assertThat(shop.statuses(uuid))
                .containsExactly("RECEIVED", "ORDER_CREATED", "INVENTORY_UPDATED", Flow.FAILED, Flow.COMPENSATED);
        for (var topic : List.of(Flow.ERROR_TOPIC, Flow.COMPENSATED_TOPIC)) {
            assertThat(shop.world.published(topic).stream()
                            .filter(message -> message.attributes().containsKey("seq"))
                            .map(message -> message.attributes().get("seq"))
                            .distinct())
                    .as(topic)
                    .hasSize(1);
        }
        assertNothingLeft(shop, uuid);
    }

    @Test
    void defect_12_a_uuid_of_the_client_is_refused_and_one_order_is_taken_once() {
        assertThat(OrderForms.problem("{\"item\":\"widget\",\"quantity\":1,\"user\":\"jack\",\"uuid\":\"mine\"}"))
                .hasValueSatisfying(problem -> assertThat(problem).containsEntry("field", "uuid"));

        var shop = new MemoryShop(first(
                        Outcome.FAILS_AFTER,
                        call -> call instanceof Call.Commit && call.process().equals("frontend-service")))
                .open();
        var order = order("widget", 5);
        assertThat(shop.place(order)).isEqualTo(order.uuid());

        assertThat(shop.atRest(order.uuid()).status()).isEqualTo(DONE);
        assertThat(shop.stock("widget")).isEqualTo(WIDGETS - 5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"item\":\"widget\",\"quantity\":-1,\"user\":\"jack\"}",
                "{\"item\":\"widget\",\"quantity\":0,\"user\":\"jack\"}",
                "{\"item\":\"widget\",\"quantity\":1.5,\"user\":\"jack\"}",
                "{\"item\":\"widget\",\"quantity\":\"50\",\"user\":\"jack\"}",
                "{\"item\":\"widget\",\"user\":\"jack\"}",
                "{\"quantity\":1,\"user\":\"jack\"}",
                "{\"item\":\"widget\",\"quantity\":1,\"user\":\"jack\",\"extra\":1}"
            })
    void defect_13_what_is_no_order_is_refused(String body) {
        assertThat(OrderForms.problem(body))
                .hasValueSatisfying(problem -> assertThat(problem).containsEntry("status", 400));
    }

    @Test
    void defect_14_no_name_leads_to_another_document() {
        for (var name : List.of("widget/orders/x", "..", ".", "__x__", "/", "a/b/c")) {
            assertThat(OrderForms.problem("{\"item\":\"%s\",\"quantity\":1,\"user\":\"jack\"}".formatted(name)))
                    .hasValueSatisfying(problem -> assertThat(problem).containsEntry("field", "item"));
            assertThat(OrderForms.problem("{\"item\":\"widget\",\"quantity\":1,\"user\":\"%s\"}".formatted(name)))
                    .hasValueSatisfying(problem -> assertThat(problem).containsEntry("field", "user"));
        }
        var shop = new MemoryShop();
        var uuid = shop.place("widget", 5);
        shop.publish("frontend", "{\"uuid\":\"%s\",\"item\":\"widget/orders/x\",\"user\":\"../jill\"}".formatted(uuid));
        shop.open();

        assertThat(shop.atRest(uuid).status()).isEqualTo(DONE);
        assertThat(shop.records(uuid)).hasSize(3);
    }

    @Test
    void defect_15_nobody_sets_the_price_by_message() {
        var shop = new MemoryShop().start("order-service").start("inventory-service");
        var uuid = shop.place("widget", 5);
        shop.await(() -> shop.saga(uuid).is("INVENTORY_UPDATED"));

        shop.publish("inventory-updated", "{\"uuid\":\"%s\",\"price_per_unit\":0,\"quantity\":1}".formatted(uuid));
        shop.start("payment-service").start("janitor-service");

        assertThat(shop.atRest(uuid).order().number("total_invoice")).isEqualTo(50);
        assertThat(shop.world.document(NAMES.payment(uuid)).orElseThrow().fields())
                .containsEntry("price_per_unit", 10L)
                .containsEntry("quantity", 5L);
    }

    @Test
    void defect_16_a_real_shop_turns_payment_error_off() {
        var shop = new MemoryShop()
                .start("order-service")
                .start("inventory-service")
                .start("janitor-service");
        shop.engine("payment-service").run(PaymentServiceSteps.step(NAMES, false));

        assertThat(shop.atRest(shop.place(failing("widget", 5))).status()).isEqualTo(DONE);
    }

    /** That services share a database is wanted: it is what makes this one commit. */
    @Test
    void defect_18_shared_collections_change_only_together_with_the_saga() {
        var alone = new ArrayList<Write>();
        var shop = new MemoryShop(call -> {
                    if (call instanceof Call.Commit commit
                            && commit.process().endsWith("-service")
                            && commit.writes().stream()
                                    .noneMatch(
                                            write -> write.path().collection().equals(NAMES.sagas()))) {
                        alone.addAll(commit.writes());
                    }
                    return Fault.NONE;
                })
                .open();

        shop.atRest(shop.place("widget", 5));
        shop.atRest(shop.place(failing("widget", 5)));

        assertThat(alone).isEmpty();
    }

    @Test
    void defect_19_every_order_ends_in_a_status_and_can_tell_why() {
        var shop = new MemoryShop().open();
        var done = shop.atRest(shop.place("widget", 5));
        var undone = shop.atRest(shop.place("widget", 500_000));

        assertThat(done.status()).isEqualTo(DONE);
        assertThat(undone.status()).isEqualTo(Flow.COMPENSATED);
        assertThat(undone.reason()).contains("INSUFFICIENT_INVENTORY");
        assertThat(undone.detail())
                .isEqualTo("Only 9995 of widget are left, and 500000 were ordered. Undone: the order.");
        assertThat(undone.history())
                .extracting(Saga.Entry::by)
                .containsExactly("frontend-service", "order-service", "inventory-service", "janitor-service");
    }

    @Test
    void defect_20_a_status_is_a_word_for_machines_and_a_time_is_a_moment() {
        var shop = new MemoryShop().open();
        var began = shop.world.now();
        var undone = shop.atRest(shop.place(failing("widget", 5)));

        assertThat(undone.history()).allSatisfy(entry -> {
            assertThat(entry.status()).matches("[A-Z_]+");
            assertThat(entry.detail()).doesNotContainIgnoringCase("topic", "publish", "projects/");
            assertThat(entry.at()).isBetween(began, shop.world.now());
        });
        assertThat(undone.history()).extracting(Saga.Entry::at).isSorted();
    }

    @Test
    void defect_22_make_hides_no_failure_env_files_stay_at_home_and_services_have_ports_of_their_own()
            throws IOException {
        assertThat(Files.readAllLines(Path.of("..", "Makefile")))
                .noneMatch(line -> line.startsWith("\t-") || line.startsWith("\t@-"))
                .noneMatch(line -> line.startsWith("\t") && line.contains(";"));
        assertThat(Files.readString(Path.of("..", ".env.example"))
                        .lines()
                        .filter(line -> line.matches("#[A-Z]+(_EMULATOR)?_PORT=\\d+"))
                        .map(line -> line.substring(line.indexOf('=')))
                        .toList())
                .hasSize(7)
                .doesNotHaveDuplicates();
        assertThat(Files.readAllLines(Path.of("..", ".gitignore"))).contains(".env");
        assertThat(Flow.ORDERS.subscriptions().stream()
                        .filter(subscription -> subscription.deadLetterTopic().isPresent())
                        .map(Subscription::topic))
                .containsExactlyInAnyOrderElementsOf(MemoryShop.CONSUMED);
    }

    @Test
    void defect_23_a_popular_item_is_written_once_a_batch() {
        var commits = new ArrayList<Call.Commit>();
        var shop = new MemoryShop(call -> {
                    if (call instanceof Call.Commit commit && commit.process().equals("inventory-service")) {
                        commits.add(commit);
                    }
                    return Fault.NONE;
                })
                .open();

        shop.place("widget", 1, 200).forEach(shop::atRest);

        assertThat(shop.stock("widget")).isEqualTo(WIDGETS - 200);
        assertThat(commits)
                .hasSizeLessThan(100)
                .allSatisfy(commit -> assertThat(commit.writes().stream()
                                .filter(write -> write.path().equals(NAMES.stock("widget"))))
                        .hasSize(1));
    }

    @Test
    void defect_24_the_old_orders_say_that_they_have_no_records() {
        var old = Seeds.documents(NAMES, Instant.EPOCH).entrySet().stream()
                .filter(seed -> seed.getKey().collection().endsWith("/orders"))
                .toList();

        assertThat(old).hasSize(2).allSatisfy(seed -> {
            assertThat(seed.getValue()).containsEntry("note", "dummy order");
            assertThat(new MemoryShop().records(seed.getKey().id())).containsExactly(seed.getKey());
        });
    }
}
