package dev.ordersaga.port;

import static dev.ordersaga.port.DocumentsException.Kind.BAD_REQUEST;
import static dev.ordersaga.port.DocumentsException.Kind.GUARD_FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.port.Write.Create;
import dev.ordersaga.port.Write.Delete;
import dev.ordersaga.port.Write.Increment;
import dev.ordersaga.port.Write.Update;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every database must do. */
public interface DocumentsContract extends World {

    DocumentPath WIDGET = DocumentPath.of("inventory", "widget");
    DocumentPath WOTSIT = DocumentPath.of("inventory", "wotsit");

    @Test
    default void reads_what_was_created_and_leaves_out_what_is_missing() {
        var at = commit(create(WIDGET, "quantity", 5L));

        var reading = await(documents().read(List.of(WIDGET, WOTSIT, WIDGET)));

        assertThat(reading.found()).isEqualTo(Map.of(WIDGET, new Document(WIDGET, Map.of("quantity", 5L), at, at)));
        assertThat(reading.readAt()).isAfterOrEqualTo(at);
    }

    @Test
    default void reading_nothing_tells_the_time_as_well() {
        var at = commit(create(WIDGET, "quantity", 5L));

        assertThat(await(documents().read(List.of(WOTSIT))).readAt()).isAfterOrEqualTo(at);
        assertThat(await(documents().read(List.of())).readAt()).isAfterOrEqualTo(at);
    }

    @Test
    default void the_time_of_a_commit_is_that_of_each_document() {
        var created = commit(create(WIDGET, "quantity", 5L), create(WOTSIT, "quantity", 5L));
        var changed = commit(update(WIDGET, created, "quantity", 4L), add(WOTSIT, "quantity", 1));

        assertThat(changed).isAfter(created);
        assertThat(document(WIDGET)).isEqualTo(new Document(WIDGET, Map.of("quantity", 4L), created, changed));
        assertThat(document(WOTSIT)).isEqualTo(new Document(WOTSIT, Map.of("quantity", 6L), created, changed));
    }

    @Test
    default void each_commit_has_a_later_time() {
        var times = IntStream.range(0, 20)
                .mapToObj(i -> commit(create(DocumentPath.of("inventory", "item-" + i), "quantity", 1L)))
                .toList();

        assertThat(times).isSorted().doesNotHaveDuplicates();
    }

    @Test
    default void does_not_create_twice() {
        commit(create(WIDGET, "quantity", 5L));

        assertThat(kindOfFailure(documents().commit(List.of(create(WIDGET, "quantity", 6L)))))
                .isEqualTo(GUARD_FAILED);
        assertThat(document(WIDGET).fields()).isEqualTo(Map.of("quantity", 5L));
    }

    @Test
    default void does_not_update_what_has_changed() {
        var created = commit(create(WIDGET, "quantity", 5L));
        commit(update(WIDGET, created, "quantity", 4L));

        assertThat(kindOfFailure(documents().commit(List.of(update(WIDGET, created, "quantity", 3L)))))
                .isEqualTo(GUARD_FAILED);
        assertThat(document(WIDGET).fields()).isEqualTo(Map.of("quantity", 4L));
    }

    @Test
    default void neither_updates_nor_increments_what_is_missing() {
        assertThat(kindOfFailure(documents().commit(List.of(update(WIDGET, Instant.now(), "quantity", 3L)))))
                .isEqualTo(GUARD_FAILED);
        assertThat(kindOfFailure(documents().commit(List.of(update(WIDGET, Update.NEVER, "quantity", 3L)))))
                .isEqualTo(GUARD_FAILED);
        assertThat(kindOfFailure(documents().commit(List.of(add(WIDGET, "quantity", 1)))))
                .isEqualTo(GUARD_FAILED);
        assertThat(exists(WIDGET)).isFalse();
    }

    @Test
    default void a_document_made_again_is_another() {
        var created = commit(create(WIDGET, "quantity", 5L));
        commit(new Delete(WIDGET));
        var again = commit(create(WIDGET, "quantity", 5L));

        assertThat(kindOfFailure(documents().commit(List.of(update(WIDGET, created, "quantity", 3L)))))
                .isEqualTo(GUARD_FAILED);
        assertThat(document(WIDGET).createdAt()).isEqualTo(again);
    }

    @Test
    default void deletes_what_is_there_and_what_is_not() {
        commit(create(WIDGET, "quantity", 5L));
        commit(new Delete(WIDGET), new Delete(WOTSIT));

        assertThat(exists(WIDGET)).isFalse();
    }

    @Test
    default void applies_all_or_nothing() {
        var created = commit(create(WIDGET, "quantity", 5L));
        var other = DocumentPath.of("inventory", "other");

        assertThat(kindOfFailure(documents()
                        .commit(List.of(
                                create(other, "quantity", 1L),
                                update(WIDGET, created, "quantity", 4L),
                                add(WOTSIT, "quantity", 1)))))
                .isEqualTo(GUARD_FAILED);

        assertThat(exists(other)).isFalse();
        assertThat(document(WIDGET).fields()).isEqualTo(Map.of("quantity", 5L));
    }

    @Test
    default void an_update_that_changes_nothing_keeps_the_time() {
        var created = commit(create(WIDGET, "quantity", 5L));
        commit(update(WIDGET, created, "quantity", 5L));
        commit(add(WIDGET, "quantity", 0));

        assertThat(document(WIDGET).updatedAt()).isEqualTo(created);
    }

    @Test
    default void a_commit_repeated_after_an_unknown_outcome_fails_its_guard() {
        var created = commit(create(WIDGET, "version", 1L));
        assertThat(kindOfFailure(documents().commit(List.of(create(WIDGET, "version", 1L)))))
                .isEqualTo(GUARD_FAILED);

        var batch = List.of(update(WIDGET, created, "version", 2L), create(WOTSIT, "quantity", 1L));
        await(documents().commit(batch));
        assertThat(kindOfFailure(documents().commit(batch))).isEqualTo(GUARD_FAILED);
        assertThat(document(WIDGET).fields()).isEqualTo(Map.of("version", 2L));
    }

    @Test
    default void an_update_leaves_other_fields_and_removes_cleared_ones() {
        var created = commit(new Create(WIDGET, Map.of("kept", 1L, "changed", 1L, "cleared", 1L, "a.b `c\\", 1L)));
        commit(new Update(
                WIDGET, Map.of("changed", Map.of("x", 2L), "a.b `c\\", 2L), Set.of("cleared", "absent"), created));

        assertThat(document(WIDGET).fields()).isEqualTo(Map.of("kept", 1L, "changed", Map.of("x", 2L), "a.b `c\\", 2L));
    }

    @Test
    default void increments_add_up_and_begin_at_nothing() {
        commit(new Create(WIDGET, Map.of("quantity", 5L, "weight", 1.5)));
        commit(new Increment(WIDGET, Map.of("quantity", -2L, "weight", 2L, "sold", 7L)));

        assertThat(document(WIDGET).fields()).isEqualTo(Map.of("quantity", 3L, "weight", 3.5, "sold", 7L));
    }

    @Test
    default void values_come_back_as_they_went() {
        var fields = new HashMap<String, Object>();
        fields.put("text", "grün ✓ 🛒");
        fields.put("empty", "");
        fields.put("whole", Long.MAX_VALUE);
        fields.put("fraction", -0.25);
        fields.put("truth", true);
        fields.put("nothing", null);
        fields.put("time", Instant.parse("2025-06-01T10:20:30.123456Z"));
        fields.put("list", Arrays.asList("a", 1L, null, Map.of("deep", List.of(2L))));
        fields.put("map", Map.of("a", Map.of("b", Instant.EPOCH), "none", Map.of()));
        commit(new Create(WIDGET, fields));

        assertThat(document(WIDGET).fields()).isEqualTo(fields);
    }

    @Test
    default void timestamps_are_kept_to_the_microsecond() {
        commit(create(WIDGET, "time", Instant.parse("2025-06-01T10:20:30.123456789Z")));

        assertThat(document(WIDGET).fields()).isEqualTo(Map.of("time", Instant.parse("2025-06-01T10:20:30.123456Z")));
    }

    @Test
    default void refuses_a_commit_that_is_too_large() {
        var large = "x".repeat(900_000);
        var batch = IntStream.range(0, 5)
                .mapToObj(i -> create(DocumentPath.of("inventory", "item-" + i), "note", large))
                .toList();

        assertThat(kindOfFailure(documents().commit(batch))).isEqualTo(BAD_REQUEST);
        assertThat(exists(batch.get(0).path())).isFalse();
    }

    @Test
    default void refuses_a_document_that_is_too_large() {
        assertThat(kindOfFailure(documents().commit(List.of(create(WIDGET, "note", "x".repeat(1_100_000))))))
                .isEqualTo(BAD_REQUEST);
    }

    @Test
    default void refuses_to_commit_nothing_what_it_cannot_keep_and_documents_named_twice() {
        assertThat(kindOfFailure(documents().commit(List.of()))).isEqualTo(BAD_REQUEST);
        assertThat(kindOfFailure(documents().commit(List.of(create(WIDGET, "thread", Thread.currentThread())))))
                .isEqualTo(BAD_REQUEST);
        assertThat(kindOfFailure(documents().commit(List.of(new Delete(WIDGET), new Delete(WIDGET)))))
                .isEqualTo(BAD_REQUEST);
        assertThat(kindOfFailure(documents().commitEach(List.of(new Delete(WIDGET), new Delete(WIDGET)))))
                .isEqualTo(BAD_REQUEST);
    }

    @Test
    default void independent_writes_fail_alone() {
        var created = commit(create(WIDGET, "version", 1L), create(WOTSIT, "version", 1L));
        commit(update(WOTSIT, created, "version", 2L));

        var outcomes = await(documents()
                .commitEach(List.of(
                        update(WIDGET, created, "version", 9L),
                        update(WOTSIT, created, "version", 9L),
                        add(DocumentPath.of("inventory", "none"), "version", 1),
                        new Delete(DocumentPath.of("inventory", "none-either")))));

        assertThat(outcomes)
                .extracting(outcome -> outcome.map(DocumentsException::kind).orElse(null))
                .containsExactly(null, GUARD_FAILED, GUARD_FAILED, null);
        assertThat(document(WIDGET).fields()).isEqualTo(Map.of("version", 9L));
        assertThat(document(WOTSIT).fields()).isEqualTo(Map.of("version", 2L));
    }

    @Test
    default void any_number_of_independent_writes_is_answered_in_order() {
        var writes = IntStream.range(0, 1_100)
                .mapToObj(i -> create(DocumentPath.of("inventory", "item-" + i), "quantity", 1L))
                .toList();
        commit(writes.get(7), writes.get(1_007));

        var outcomes = await(documents().commitEach(writes));

        assertThat(IntStream.range(0, 1_100).filter(i -> outcomes.get(i).isPresent()))
                .containsExactly(7, 1_007);
        assertThat(await(documents().commitEach(List.of()))).isEmpty();
    }

    private Instant commit(Write... writes) {
        return await(documents().commit(List.of(writes)));
    }

    static Write create(DocumentPath path, String field, Object value) {
        return new Create(path, Map.of(field, value));
    }

    static Write update(DocumentPath path, Instant guard, String field, Object value) {
        return new Update(path, Map.of(field, value), Set.of(), guard);
    }

    static Write add(DocumentPath path, String field, long amount) {
        return new Increment(path, Map.of(field, amount));
    }
}
