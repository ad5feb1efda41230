package dev.ordersaga.saga;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.saga.Saga.Entry;
import dev.ordersaga.testing.Sagas;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SagaDocumentTest {

    private static final String UUID_1 = "00000000-0000-4000-8000-000000000001";
    private static final Instant T0 = Instant.parse("2026-03-01T10:00:00.000001Z");
    private static final Instant T1 = Instant.parse("2026-03-01T10:00:01Z");
    private static final Instant T2 = Instant.parse("2026-03-01T10:00:31Z");
    private static final Instant T3 = Instant.parse("2026-05-01T10:00:00Z");
    private static final Order ORDER = new Order(
            UUID_1,
            "jill",
            "wotsit",
            80,
            Optional.of("{\"code\":[1,null]}"),
            Map.of("price_per_unit", 15L, "total_invoice", 1_200L));

    /** With everything in it, which no real saga has at one time. */
    private static final Saga FULL = new Saga(
            ORDER,
            "FAILED",
            Optional.of("PAYMENT_ERROR"),
            "The payment failed.",
            List.of(
                    new Entry("RECEIVED", T0, "frontend-service", Optional.empty(), "The order was received."),
                    new Entry("FAILED", T1, "payment-service", Optional.of("PAYMENT_ERROR"), "The payment failed.")),
            7,
            true,
            Optional.of(T2),
            3,
            Optional.of(T3));

    @Test
    void has_the_promised_fields() {
        assertThat(SagaDocument.fields(FULL))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        entry("user", "jill"),
                        entry("item", "wotsit"),
                        entry("quantity", 80L),
                        entry("payment_error", "{\"code\":[1,null]}"),
                        entry("price_per_unit", 15L),
                        entry("total_invoice", 1_200L),
                        entry("status", "FAILED"),
                        entry("reason", "PAYMENT_ERROR"),
                        entry("detail", "The payment failed."),
                        entry(
                                "history",
                                List.of(
                                        Map.of(
                                                "status", "RECEIVED",
                                                "at", T0,
                                                "by", "frontend-service",
                                                "detail", "The order was received."),
                                        Map.of(
                                                "status", "FAILED",
                                                "at", T1,
                                                "by", "payment-service",
                                                "reason", "PAYMENT_ERROR",
                                                "detail", "The payment failed."))),
                        entry("version", 7L),
                        entry("unpublished", true),
                        entry("wake_at", T2),
                        entry("created", T0),
                        entry("attempts", 3L),
                        entry("bucket", (long) SagaDocument.bucket(UUID_1)),
                        entry("expire_at", T3)));
    }

    @Test
    void leaves_out_what_does_not_apply() {
        var bare = new Order(UUID_1, "jack", "widget", 50);
        var rested = Sagas.published(Sagas.at("RECEIVED", bare));

        assertThat(SagaDocument.fields(rested))
                .containsOnlyKeys(
                        "user",
                        "item",
                        "quantity",
                        "status",
                        "detail",
                        "history",
                        "version",
                        "created",
                        "attempts",
                        "bucket");
    }

    static Stream<Saga> sagas() {
        var bare = new Order(UUID_1, "jack", "widget", 50);
        var failed = Sagas.failed(Sagas.at("INVENTORY_UPDATED", bare), "PAYMENT_ERROR");
        var compensated = Sagas.compensated(failed);
        var paid = Sagas.at("PAYMENT_CREATED", ORDER);
        return Stream.of(
                FULL,
                Sagas.at("RECEIVED", bare),
                Sagas.at("ORDER_CREATED", bare).claimed(T2),
                Sagas.at("INVENTORY_UPDATED", ORDER),
                paid,
                Sagas.published(paid),
                failed,
                compensated,
                Sagas.published(compensated));
    }

    @ParameterizedTest
    @MethodSource("sagas")
    void comes_back_as_it_was(Saga saga) {
        assertThat(SagaDocument.saga(UUID_1, SagaDocument.fields(saga))).isEqualTo(saga);
    }

    @Test
    void keeps_a_fact_of_a_participant_it_has_never_heard_of() {
        var fields = new HashMap<>(SagaDocument.fields(FULL));
        fields.put("parcel", Map.of("number", 1L));

        assertThat(SagaDocument.saga(UUID_1, fields).order().facts())
                .isEqualTo(Map.of("price_per_unit", 15L, "total_invoice", 1_200L, "parcel", Map.of("number", 1L)));
    }

    @Test
    void clears_on_update_what_does_not_apply_any_more() {
        var received = Sagas.at("RECEIVED", ORDER);
        var failed = Sagas.failed(received, "CANCELLED");
        var compensated = Sagas.compensated(failed);
        var paid = Sagas.at("PAYMENT_CREATED", ORDER);

        assertThat(cleared(received)).containsExactlyInAnyOrder("reason", "expire_at");
        assertThat(cleared(failed)).containsExactly("expire_at");
        assertThat(cleared(compensated)).containsExactly("expire_at");
        assertThat(cleared(Sagas.published(compensated))).containsExactlyInAnyOrder("unpublished", "wake_at");
        assertThat(cleared(Sagas.published(paid)))
                .containsExactlyInAnyOrder("reason", "unpublished", "wake_at", "expire_at");
        assertThat(cleared(FULL)).isEmpty();
    }

    @Test
    void a_change_is_what_differs_and_makes_the_next_version_of_the_one_before() {
        var paid = Sagas.at("PAYMENT_CREATED", ORDER);
        var marked = Sagas.published(paid);
        var failed = Sagas.failed(paid, "CANCELLED");

        assertThat(change(paid, marked).fields()).containsOnlyKeys("version");
        assertThat(change(paid, marked).cleared()).containsExactlyInAnyOrder("unpublished", "wake_at");
        assertThat(change(paid, failed).fields()).doesNotContainKeys("user", "item", "quantity", "created", "bucket");
        for (var next : List.of(marked, failed)) {
            var after = new HashMap<>(SagaDocument.fields(paid));
            after.keySet().removeAll(change(paid, next).cleared());
            after.putAll(change(paid, next).fields());
            assertThat(after).isEqualTo(SagaDocument.fields(next));
        }
    }

    private static SagaDocument.Change change(Saga before, Saga next) {
        return SagaDocument.change(SagaDocument.fields(before), next);
    }

    private static Set<String> cleared(Saga saga) {
        return SagaDocument.cleared(SagaDocument.fields(saga));
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "item", "quantity", "status", "detail", "history", "version", "attempts"})
    void a_document_without_it_is_no_saga(String field) {
        var fields = new HashMap<>(SagaDocument.fields(FULL));
        fields.remove(field);

        assertThatThrownBy(() -> SagaDocument.saga(UUID_1, fields))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a saga document without " + field);
    }

    @Test
    void sagas_spread_over_all_buckets() {
        var buckets = IntStream.range(0, 1_000)
                .mapToObj(i -> UUID.nameUUIDFromBytes(new byte[] {(byte) i, (byte) (i >> 8)})
                        .toString())
                .map(SagaDocument::bucket)
                .collect(Collectors.groupingBy(bucket -> bucket, Collectors.counting()));

        assertThat(buckets).hasSize(SagaDocument.BUCKETS);
        assertThat(buckets.keySet()).allMatch(bucket -> bucket >= 0 && bucket < SagaDocument.BUCKETS);
        assertThat(buckets.values()).allMatch(count -> count > 1_000 / SagaDocument.BUCKETS / 3);
    }

    @Test
    void the_bucket_of_a_saga_never_changes() {
        assertThat(SagaDocument.bucket("00000000-3321-4927-bac1-2750a1d16017")).isEqualTo(11);
    }
}
