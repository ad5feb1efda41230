package dev.ordersaga.operations.audit;

import static dev.ordersaga.operations.audit.Violation.Kind.BALANCE;
import static dev.ordersaga.operations.audit.Violation.Kind.DIFFERENT;
import static dev.ordersaga.operations.audit.Violation.Kind.EXPIRY;
import static dev.ordersaga.operations.audit.Violation.Kind.HISTORY;
import static dev.ordersaga.operations.audit.Violation.Kind.MISSING;
import static dev.ordersaga.operations.audit.Violation.Kind.OVERDUE;
import static dev.ordersaga.operations.audit.Violation.Kind.STOCK;
import static dev.ordersaga.operations.audit.Violation.Kind.STRAY;
import static dev.ordersaga.operations.audit.Violation.Kind.UNPUBLISHED;
import static dev.ordersaga.operations.audit.Violation.Kind.UNREADABLE;
import static dev.ordersaga.operations.audit.Violation.Kind.WAKE;
import static dev.ordersaga.testing.Sagas.AT;
import static dev.ordersaga.testing.Sagas.PRICE;
import static dev.ordersaga.testing.Sagas.WAKE_AT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Flow.Stage;
import dev.ordersaga.flow.Names;
import dev.ordersaga.operations.audit.Violation.Kind;
import dev.ordersaga.port.Document;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Documents.Scan;
import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.saga.Saga.Transition;
import dev.ordersaga.saga.SagaDocument;
import dev.ordersaga.testing.Sagas;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditTest {

    private static final Names NAMES = Names.standard();
    private static final Limits LIMITS = new Limits(Duration.ofMinutes(5), Duration.ofMinutes(1));
    private static final Instant SOON = AT.plusSeconds(30);

    private static final String ORDER = "users/jack/orders/done";
    private static final String RESERVATION = "inventory/widget/orders/done";
    private static final String PAYMENT = "payments/done";

    /** A shop with an order in every state. */
    private final Map<DocumentPath, Map<String, Object>> shop = new LinkedHashMap<>();

    AuditTest() {
        saga(Sagas.at("RECEIVED", order("received", "jack", 1)));
        saga(Sagas.at("ORDER_CREATED", order("placed", "jack", 2)));
        saga(Sagas.at("INVENTORY_UPDATED", order("reserved", "jack", 3)));
        saga(Sagas.at("PAYMENT_CREATED", order("paid", "jack", 4)));
        saga(Sagas.published(Sagas.at("PAYMENT_CREATED", order("done", "jack", 5))));
        saga(Sagas.published(Sagas.at("PAYMENT_CREATED", order("settled", "jill", 6)))
                .settled("frontend-service", "The payment was settled.", AT));
        saga(Sagas.failed(Sagas.at("INVENTORY_UPDATED", order("failed", "jill", 7)), "WHY"));
        saga(Sagas.failed(Sagas.at("PAYMENT_CREATED", order("cancelled", "jill", 8)), "WHY"));
        saga(Sagas.compensated(Sagas.failed(Sagas.at("PAYMENT_CREATED", order("undone", "jack", 9)), "WHY")));
        saga(Sagas.published(
                Sagas.compensated(Sagas.failed(Sagas.at("ORDER_CREATED", order("forgotten", "jack", 10)), "WHY"))));
        change("payments/settled", "settled", true);
        put("inventory/widget", Map.of("quantity", 67L, "price_per_unit", PRICE, "stocked", 100L));
        put("inventory/wotsit", Map.of("quantity", 0L, "price_per_unit", PRICE, "stocked", 0L));
        put("accounts/jack", Map.of("open_balance", 9 * PRICE));
        put("accounts/jill", Map.of("open_balance", 8 * PRICE));
        put("users/jack", Map.of("address", "123 fake street"));
        put("users/jack/orders/old", Map.of("item", "widget", "quantity", 50L, "note", "dummy order"));
        put("orders/somebody-elses", Map.of());
        put("warehouses/north/orders/somebody-elses", Map.of());
    }

    private static Order order(String uuid, String user, long quantity) {
        return new Order(uuid, user, "widget", quantity, Optional.empty(), Map.of("on_account", true));
    }

    /** Puts the saga there with all that its steps have made. */
    private void saga(Saga saga) {
        var order = saga.order();
        put(NAMES.saga(order.uuid()), SagaDocument.fields(saga));
        if (saga.is(Flow.COMPENSATED)) {
            return;
        }
        if (saga.reached("ORDER_CREATED")) {
            put(NAMES.order(order.user(), order.uuid()), fields("item", "widget", "quantity", order.quantity()));
        }
        if (saga.reached("INVENTORY_UPDATED")) {
            put(NAMES.reservation("widget", order.uuid()), reservation(order));
        }
        if (saga.reached("PAYMENT_CREATED")) {
            var payment = reservation(order);
            payment.put("total_invoice", PRICE * order.quantity());
            payment.putAll(order.facts());
            put(NAMES.payment(order.uuid()), payment);
        }
    }

    private static Map<String, Object> reservation(Order order) {
        return fields("item", "widget", "quantity", order.quantity(), "user", order.user(), "price_per_unit", PRICE);
    }

    private static Map<String, Object> fields(Object... namesAndValues) {
        var fields = new HashMap<String, Object>();
        fields.put("created", AT);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }

    private void put(DocumentPath path, Map<String, Object> fields) {
        shop.put(path, fields);
    }

    private void put(String path, Map<String, Object> fields) {
        put(new DocumentPath(path), fields);
    }

    private void remove(String path) {
        shop.remove(new DocumentPath(path));
    }

    /** Gives a field another value, or takes it away. */
    private void change(String path, String field, Object value) {
        var fields = new HashMap<>(shop.get(new DocumentPath(path)));
        fields.put(field, value);
        if (value == null) {
            fields.remove(field);
        }
        put(path, fields);
    }

    private List<Violation> violations(Instant readAt, Limits limits) {
        var documents = new ArrayList<>(shop.entrySet().stream()
                .map(each -> new Document(each.getKey(), each.getValue(), AT, AT))
                .toList());
        var audit = Audit.of(NAMES, Flow.ORDERS, limits);
        var found = audit.check(readAt, documents.stream());
        Collections.shuffle(documents, new Random(1));
        assertThat(audit.check(readAt, documents.stream()))
                .as("in another order")
                .containsExactlyInAnyOrderElementsOf(found);
        return found;
    }

    private List<Violation> violations() {
        return violations(SOON, LIMITS);
    }

    private static Violation violation(Kind kind, String subject, String words) {
        return new Violation(kind, subject, words);
    }

    @Test
    void a_healthy_shop_has_none() {
        assertThat(violations()).isEmpty();
    }

    @Test
    void an_empty_shop_has_none() {
        shop.clear();

        assertThat(violations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {66, 68})
    void stock_that_does_not_add_up(long quantity) {
        change("inventory/widget", "quantity", quantity);

        assertThat(violations())
                .containsExactly(violation(
                        STOCK, "widget", "stocked 100 is not quantity %d and 33 reserved".formatted(quantity)));
    }

    @Test
    void stock_below_nothing() {
        change("inventory/widget", "quantity", -1L);
        change("inventory/widget", "stocked", 32L);

        assertThat(violations()).containsExactly(violation(STOCK, "widget", "quantity -1 is less than nothing"));
    }

    @Test
    void stock_that_is_no_number() {
        change("inventory/widget", "stocked", null);

        assertThat(violations())
                .containsExactly(violation(STOCK, "widget", "quantity 67 and stocked null are not both whole numbers"));
    }

    @Test
    void reservations_of_no_item() {
        remove("inventory/widget");

        assertThat(violations())
                .containsExactly(violation(STOCK, "widget", "33 are reserved, and there is no such item"));
    }

    @ParameterizedTest
    @ValueSource(longs = {89, 91, 0})
    void a_balance_that_is_not_the_sum_of_the_payments(long balance) {
        change("accounts/jack", "open_balance", balance);

        assertThat(violations())
                .containsExactly(
                        violation(BALANCE, "jack", "open_balance %d, and the payments come to 90".formatted(balance)));
    }

    @Test
    void a_balance_without_payments() {
        put("accounts/joan", Map.of("open_balance", 1L));
        put("accounts/jim", Map.of());

        assertThat(violations())
                .containsExactlyInAnyOrder(
                        violation(BALANCE, "joan", "open_balance 1, and the payments come to 0"),
                        violation(BALANCE, "jim", "open_balance nothing, and the payments come to 0"));
    }

    @Test
    void who_owes_has_an_account() {
        remove("accounts/jill");

        assertThat(violations())
                .containsExactly(violation(BALANCE, "jill", "80 are owed, and there is no such account"));
    }

    @Test
    void what_was_paid_at_once_is_not_owed() {
        for (var uuid : List.of("paid", "done")) {
            change("sagas/" + uuid, "on_account", null);
            change("payments/" + uuid, "on_account", null);
        }

        assertThat(violations())
                .containsExactly(violation(BALANCE, "jack", "open_balance 90, and the payments come to 0"));
    }

    @Test
    void a_settled_payment_is_not_owed() {
        change("payments/settled", "settled", false);

        assertThat(violations())
                .containsExactlyInAnyOrder(
                        violation(BALANCE, "jill", "open_balance 80, and the payments come to 140"),
                        violation(DIFFERENT, "settled", "payments/settled has settled false, the saga true"));
    }

    @ParameterizedTest
    @CsvSource({
        "users/jack/orders/placed,    placed,    ORDER_CREATED",
        "users/jack/orders/reserved,  reserved,  INVENTORY_UPDATED",
        "users/jill/orders/failed,    failed,    FAILED",
        "users/jill/orders/cancelled, cancelled, FAILED",
        "payments/settled,            settled,   PAYMENT_CREATED",
        ORDER + ",                    done,      PAYMENT_CREATED"
    })
    void a_record_that_is_missing(String path, String uuid, String status) {
        remove(path);

        assertThat(violations())
                .containsExactly(violation(MISSING, uuid, path + " is missing, and the saga is " + status));
    }

    @Test
    void a_record_that_is_missing_is_missing_from_its_sum_as_well() {
        remove(RESERVATION);
        remove(PAYMENT);

        assertThat(violations())
                .containsExactlyInAnyOrder(
                        violation(MISSING, "done", RESERVATION + " is missing, and the saga is PAYMENT_CREATED"),
                        violation(MISSING, "done", PAYMENT + " is missing, and the saga is PAYMENT_CREATED"),
                        violation(STOCK, "widget", "stocked 100 is not quantity 67 and 28 reserved"),
                        violation(BALANCE, "jack", "open_balance 90, and the payments come to 40"));
    }

    @ParameterizedTest
    @CsvSource({
        "users/jack/orders/received,  received,  RECEIVED",
        "users/jack/orders/undone,    undone,    COMPENSATED",
        "users/jack/orders/forgotten, forgotten, COMPENSATED",
        "users/joan/orders/done,      done,      PAYMENT_CREATED",
        "payments/reserved,           reserved,  INVENTORY_UPDATED",
        "payments/failed,             failed,    FAILED",
        "payments/undone,             undone,    COMPENSATED",
        "inventory/wotsit/orders/done,done,      PAYMENT_CREATED"
    })
    void a_record_that_its_saga_does_not_explain(String path, String uuid, String status) {
        put(path, Map.of("settled", true));

        assertThat(violations()).containsExactly(violation(STRAY, uuid, path + " is there, and the saga is " + status));
    }

    @Test
    void a_record_in_the_wrong_place() {
        put("users/joan/orders/done", shop.get(new DocumentPath(ORDER)));
        remove(ORDER);

        assertThat(violations())
                .containsExactlyInAnyOrder(
                        violation(MISSING, "done", ORDER + " is missing, and the saga is PAYMENT_CREATED"),
                        violation(STRAY, "done", "users/joan/orders/done is there, and the saga is PAYMENT_CREATED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"users/jack/orders/lost", "users/nobody/orders/lost", "payments/lost"})
    void a_record_without_a_saga(String path) {
        put(path, Map.of("settled", true));

        assertThat(violations()).containsExactly(violation(STRAY, "lost", path + " is there, and no saga"));
    }

    @Test
    void a_reservation_without_a_saga_is_reserved_all_the_same() {
        put("inventory/widget/orders/lost", Map.of("quantity", 1L));

        assertThat(violations())
                .containsExactlyInAnyOrder(
                        violation(STRAY, "lost", "inventory/widget/orders/lost is there, and no saga"),
                        violation(STOCK, "widget", "stocked 100 is not quantity 67 and 34 reserved"));
    }

    @Test
    void only_an_order_may_be_older_than_sagas() {
        put("payments/old", Map.of("note", "dummy order"));

        assertThat(violations()).containsExactly(violation(STRAY, "old", "payments/old is there, and no saga"));
    }

    @Test
    void a_note_is_no_excuse_for_an_order_with_a_saga() {
        change(ORDER, "note", "for my aunt");
        assertThat(violations()).isEmpty();

        change(ORDER, "quantity", 6L);
        assertThat(violations()).containsExactly(violation(DIFFERENT, "done", ORDER + " has quantity 6, the saga 5"));
    }

    @ParameterizedTest
    @CsvSource({
        ORDER + ",       item",
        ORDER + ",       quantity",
        RESERVATION + ", item",
        RESERVATION + ", quantity",
        RESERVATION + ", user",
        RESERVATION + ", price_per_unit",
        PAYMENT + ",     item",
        PAYMENT + ",     quantity",
        PAYMENT + ",     user",
        PAYMENT + ",     price_per_unit",
        PAYMENT + ",     total_invoice",
    })
    void a_record_that_says_something_else_than_its_saga(String path, String field) {
        var said = shop.get(new DocumentPath(path)).get(field);

        for (var other : List.of("other", 7L, "nothing")) {
            change(path, field, other.equals("nothing") ? null : other);
            assertThat(violations().stream()
                            .filter(violation -> violation.kind() != STOCK && violation.kind() != BALANCE))
                    .containsExactly(violation(
                            DIFFERENT, "done", "%s has %s %s, the saga %s".formatted(path, field, other, said)));
        }
    }

    @Test
    void an_order_on_its_way_has_until_its_deadline_and_the_grace() {
        for (var status : List.of("RECEIVED", "ORDER_CREATED", "INVENTORY_UPDATED")) {
            only(Sagas.at(status, order("slow", "jack", 1)));
            assertThat(violations(AT.plusSeconds(360), LIMITS)).isEmpty();
            assertThat(violations(AT.plusSeconds(360).plusNanos(1_000), LIMITS))
                    .containsExactly(violation(OVERDUE, "slow", status + " and on its way since " + AT));
        }
    }

    @Test
    void an_order_is_as_old_as_its_saga_and_failed_when_it_failed() {
        var later = new Transition("some-service", "It happened.", AT.plusSeconds(200), WAKE_AT);
        var received = Sagas.at("RECEIVED", order("slow", "jack", 1));
        only(received.advanced("ORDER_CREATED", Map.of(), later));
        assertThat(violations(AT.plusSeconds(361), LIMITS))
                .containsExactly(violation(OVERDUE, "slow", "ORDER_CREATED and on its way since " + AT));

        only(received.failed("WHY", later));
        assertThat(violations(AT.plusSeconds(260), LIMITS)).isEmpty();
        assertThat(violations(AT.plusSeconds(261), LIMITS))
                .containsExactly(violation(OVERDUE, "slow", "FAILED since " + later.at() + " and not undone"));
    }

    @Test
    void a_failed_order_is_undone_within_the_grace() {
        only(Sagas.failed(Sagas.at("RECEIVED", order("slow", "jack", 1)), "WHY"));

        assertThat(violations(AT.plusSeconds(60), LIMITS)).isEmpty();
        assertThat(violations(AT.plusSeconds(60).plusNanos(1_000), LIMITS))
                .containsExactly(violation(OVERDUE, "slow", "FAILED since " + AT + " and not undone"));
    }

    @Test
    void an_order_at_rest_is_published_within_the_grace() {
        var paid = Sagas.at("PAYMENT_CREATED", new Order("slow", "jack", "widget", 1));
        for (var saga : List.of(paid, Sagas.compensated(Sagas.failed(paid, "WHY")))) {
            only(saga);
            assertThat(violations(AT.plusSeconds(60), LIMITS)).isEmpty();
            assertThat(violations(AT.plusSeconds(60).plusNanos(1_000), LIMITS))
                    .containsExactly(violation(
                            UNPUBLISHED,
                            "slow",
                            "%s since %s and not known to be published".formatted(saga.status(), AT)));
        }
    }

    /** One order and its records in a shop without stock. */
    private void only(Saga saga) {
        shop.clear();
        saga(saga);
        if (saga.reached("INVENTORY_UPDATED") && !saga.is(Flow.COMPENSATED)) {
            put(
                    "inventory/widget",
                    Map.of("quantity", 0L, "stocked", saga.order().quantity()));
        }
    }

    @Test
    void at_rest_nothing_has_any_time() {
        assertThat(violations(SOON, Limits.AT_REST))
                .extracting(violation -> violation.kind() + " " + violation.subject())
                .containsExactlyInAnyOrder(
                        "OVERDUE received",
                        "OVERDUE placed",
                        "OVERDUE reserved",
                        "UNPUBLISHED paid",
                        "OVERDUE failed",
                        "OVERDUE cancelled",
                        "UNPUBLISHED undone");
    }

    @Test
    void at_any_time_only_time_does_not_matter() {
        var never = Instant.parse("2100-01-01T00:00:00Z");
        assertThat(violations(never, Limits.ANY_TIME)).isEmpty();

        remove(ORDER);
        assertThat(violations(never, Limits.ANY_TIME))
                .extracting(Violation::kind)
                .containsExactly(MISSING);
    }

    @ParameterizedTest
    @CsvSource({
        "received, RECEIVED",
        "reserved, INVENTORY_UPDATED",
        "paid,     PAYMENT_CREATED",
        "failed,   FAILED",
        "undone,   COMPENSATED"
    })
    void nobody_will_look_at_an_order_that_has_something_left_to_do(String uuid, String status) {
        change("sagas/" + uuid, "wake_at", null);

        assertThat(violations()).containsExactly(violation(WAKE, uuid, status + ", unpublished, and never looked at"));
    }

    @ParameterizedTest
    @CsvSource({"done, PAYMENT_CREATED", "forgotten, COMPENSATED"})
    void somebody_will_look_at_an_order_for_nothing(String uuid, String status) {
        change("sagas/" + uuid, "wake_at", WAKE_AT);

        assertThat(violations())
                .containsExactly(violation(WAKE, uuid, status + ", published, and looked at by " + WAKE_AT));
    }

    @ParameterizedTest
    @CsvSource({"received, RECEIVED", "placed, ORDER_CREATED", "failed, FAILED"})
    void only_an_order_at_rest_is_marked_as_published(String uuid, String status) {
        change("sagas/" + uuid, "unpublished", null);

        assertThat(violations()).containsExactly(violation(WAKE, uuid, status + " and marked as published"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"received", "paid", "done", "failed", "undone"})
    void only_a_published_tombstone_may_be_purged(String uuid) {
        change("sagas/" + uuid, "expire_at", WAKE_AT);

        assertThat(violations()).extracting(Violation::kind, Violation::subject).containsExactly(tuple(EXPIRY, uuid));
    }

    @Test
    void a_tombstone_that_is_never_purged() {
        change("sagas/forgotten", "expire_at", null);

        assertThat(violations())
                .containsExactly(violation(EXPIRY, "forgotten", "COMPENSATED, published, and never purged"));
    }

    @Test
    void a_history_that_no_order_can_have() {
        var received = Sagas.at("RECEIVED", order("odd", "jack", 1));
        var failed = Sagas.failed(received, "WHY");
        var undone = Sagas.compensated(failed);
        var by = Sagas.by("some-service", "It happened.");
        for (var saga : List.of(
                Sagas.failed(failed, "AGAIN"),
                Sagas.compensated(received),
                Sagas.compensated(undone),
                Sagas.failed(undone, "AGAIN"),
                failed.advanced("ORDER_CREATED", Map.of(), by),
                undone.advanced("ORDER_CREATED", Map.of(), by),
                received.advanced("INVENTORY_UPDATED", Map.of("price_per_unit", PRICE), by),
                received.advanced("LOST", Map.of(), by))) {
            only(saga);
            assertThat(violations())
                    .as(saga.history().toString())
                    .extracting(Violation::kind)
                    .containsExactly(HISTORY);
        }
    }

    @Test
    void notes_on_where_an_order_stood_are_no_violation() {
        var retried = Sagas.at("ORDER_CREATED", order("retried", "jack", 1)).noted("operations", "Once more.", AT);
        only(retried.noted("operations", "And once more.", AT));

        assertThat(violations()).isEmpty();
    }

    @Test
    void a_status_that_is_not_the_last_of_the_history() {
        change("sagas/done", "status", "INVENTORY_UPDATED");

        assertThat(violations())
                .containsExactly(
                        violation(
                                HISTORY,
                                "done",
                                "it is INVENTORY_UPDATED and went RECEIVED, ORDER_CREATED, INVENTORY_UPDATED, PAYMENT_CREATED"));
    }

    @Test
    void a_saga_without_a_history() {
        change("sagas/received", "history", List.of());

        assertThat(violations()).containsExactly(violation(HISTORY, "received", "it is RECEIVED and went nowhere"));
    }

    @Test
    void a_saga_that_cannot_be_read_is_told_and_its_records_are_not() {
        change("sagas/done", "quantity", null);
        assertThat(violations()).containsExactly(violation(UNREADABLE, "done", "a saga document without quantity"));

        change("sagas/done", "quantity", "5");
        assertThat(violations()).extracting(Violation::kind).containsExactly(UNREADABLE);

        change("sagas/done", "quantity", 5L);
        change("sagas/done", "user", "jack/orders/1");
        assertThat(violations()).extracting(Violation::kind).containsExactly(UNREADABLE);

        change("sagas/done", "user", "jack");
        change("sagas/done", "item", "widget/orders/1");
        assertThat(violations()).extracting(Violation::kind).containsExactly(UNREADABLE);
    }

    @Test
    void every_collection_is_read_once_and_as_of_one_time() {
        assertThat(Audit.of(NAMES, Flow.ORDERS, LIMITS).scans(AT, 7))
                .containsExactly(
                        scan("sagas", false),
                        scan("orders", true),
                        scan("payments", false),
                        scan("inventory", false),
                        scan("accounts", false));
    }

    private static Scan scan(String collection, boolean group) {
        return new Scan(collection, group, Optional.of(AT), Optional.empty(), 7);
    }

    @Test
    void collections_go_by_the_names_they_have_here() {
        var names = new Names(variable -> variable.startsWith("COLLECTION_")
                ? Optional.of("our-" + variable.substring(11).toLowerCase(Locale.ROOT))
                : Optional.empty());
        var document = new Document(names.payment("lost"), Map.of(), AT, AT);
        var audit = Audit.of(names, Flow.ORDERS, LIMITS);

        assertThat(audit.check(SOON, List.of(document).stream()))
                .containsExactly(violation(STRAY, "lost", "our-payments/lost is there, and no saga"));
        assertThat(audit.scans(AT, 7))
                .extracting(Scan::collection)
                .containsExactly("our-sagas", "our-orders", "our-payments", "our-inventory", "our-accounts");
    }

    @Test
    void a_stage_that_leaves_nothing_known_is_a_mistake() {
        var flow = new Flow("frontend", List.of(new Stage("shipping-service", "frontend", "PARCEL_BOOKED", "booked")));

        assertThatThrownBy(() -> Audit.of(NAMES, flow, LIMITS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the audit knows no record of PARCEL_BOOKED");
    }
}
