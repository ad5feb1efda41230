package dev.ordersaga.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.port.Documents.Count;
import dev.ordersaga.port.Documents.Newest;
import dev.ordersaga.port.Documents.Page;
import dev.ordersaga.port.Documents.Scan;
import dev.ordersaga.port.Write.Create;
import dev.ordersaga.port.Write.Delete;
import dev.ordersaga.port.Write.Update;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every database must find. */
public interface QueriesContract extends World {

    Instant NOON = Instant.parse("2025-06-01T12:00:00Z");

    @Test
    default void finds_what_is_due_in_some_buckets_the_longest_due_first() {
        commit(
                saga("late", 3, NOON.minusSeconds(60)),
                saga("later", 3, NOON.minusSeconds(90)),
                saga("now", 3, NOON),
                saga("not-yet", 3, NOON.plusNanos(1_000)),
                saga("elsewhere", 4, NOON.minusSeconds(90)),
                saga("beside", 5, NOON.minusSeconds(75)),
                new Create(path("never"), Map.of("bucket", 3L)),
                new Create(DocumentPath.of("others", "other"), Map.of("bucket", 3L, "wake_at", NOON)));

        var due = await(documents().due("sagas", Set.of(3), NOON, 10));

        assertThat(due.found().keySet()).containsExactly(path("later"), path("late"), path("now"));
        assertThat(due.document(path("now"))).contains(document(path("now")));
        assertThat(await(documents().due("sagas", Set.of(3), NOON, 2)).found().keySet())
                .containsExactly(path("later"), path("late"));
        assertThat(due.readAt()).isAfterOrEqualTo(document(path("now")).updatedAt());
        assertThat(await(documents().due("sagas", Set.of(3, 5, 7), NOON, 3))
                        .found()
                        .keySet())
                .containsExactly(path("later"), path("beside"), path("late"));
    }

    @Test
    default void finds_what_agrees_in_a_field_the_newest_first_and_goes_on_behind_a_page() {
        commit(
                ofUser("b", "jack", NOON),
                ofUser("a", "jack", NOON),
                ofUser("late", "jack", NOON.plusSeconds(1)),
                ofUser("early", "jack", NOON.minusSeconds(1)),
                ofUser("other", "jill", NOON),
                new Create(path("timeless"), Map.of("user", "jack")));

        var first = await(documents().newest(new Newest("sagas", "user", "jack", Optional.empty(), 2)));
        var last = new Newest.Last(NOON, path("b"));
        var rest = await(documents().newest(new Newest("sagas", "user", "jack", Optional.of(last), 3)));

        assertThat(first.documents()).containsExactly(document(path("late")), document(path("b")));
        assertThat(first.last()).contains(path("b"));
        assertThat(rest.documents()).containsExactly(document(path("a")), document(path("early")));
        assertThat(rest.last()).isEmpty();
    }

    private static Create ofUser(String id, String user, Instant created) {
        return new Create(path(id), Map.of("user", user, "created", created));
    }

    @Test
    default void counts_what_agrees_in_a_field_as_of_a_commit() {
        var at = commit(
                ofUser("a", "jack", NOON),
                ofUser("b", "jack", NOON),
                ofUser("c", "jill", NOON),
                new Create(DocumentPath.of("others", "other"), Map.of("user", "jack")));
        var later = commit(ofUser("d", "jack", NOON), new Delete(path("c")));

        assertThat(await(documents().count(new Count("sagas", "user", "jack", at))))
                .isEqualTo(2);
        assertThat(await(documents().count(new Count("sagas", "user", "jack", later))))
                .isEqualTo(3);
        assertThat(await(documents().count(new Count("sagas", "user", "jill", later))))
                .isZero();
        assertThat(await(documents().count(new Count("nothing", "user", "jill", later))))
                .isZero();
    }

    @Test
    default void finding_nothing_has_a_time_as_well() {
        assertThat(await(documents().due("sagas", Set.of(3), NOON, 2)).readAt()).isAfter(Instant.EPOCH);
        assertThat(await(documents().scan(Scan.of("sagas", 2))).readAt()).isAfter(Instant.EPOCH);
    }

    @Test
    default void pages_show_a_collection_as_it_was_at_the_first() {
        var created = commit(saga("b", 1, NOON), saga("c", 1, NOON), saga("d", 1, NOON), saga("e", 1, NOON));
        var before = List.of(document(path("b")), document(path("c")), document(path("d")), document(path("e")));

        var first = await(documents().scan(Scan.of("sagas", 2)));
        commit(
                saga("a", 1, NOON),
                new Update(path("c"), Map.of("bucket", 2L), Set.of(), created),
                new Update(path("d"), Map.of("bucket", 2L), Set.of(), created),
                new Delete(path("e")),
                saga("f", 1, NOON));

        assertThat(rest(Scan.of("sagas", 2), first)).isEqualTo(before);
        assertThat(all(Scan.of("sagas", 100)))
                .extracting(Document::path)
                .containsExactly(path("a"), path("b"), path("c"), path("d"), path("f"));
    }

    @Test
    default void reads_a_collection_as_it_was_at_a_commit() {
        var at = commit(saga("a", 1, NOON));
        commit(new Delete(path("a")), saga("b", 1, NOON));

        var page = await(documents().scan(new Scan("sagas", false, Optional.of(at), Optional.empty(), 10)));

        assertThat(page.documents()).extracting(Document::path).containsExactly(path("a"));
        assertThat(page.readAt()).isEqualTo(at);
    }

    @Test
    default void a_scan_stays_in_its_collection_and_a_group_spans_all_of_a_name() {
        commit(
                order("inventory", "a-b", "1"),
                order("inventory", "a", "2"),
                order("inventory", "a", "1"),
                order("users", "jack", "1"),
                new Create(DocumentPath.of("orders", "top"), Map.of()),
                new Create(DocumentPath.of("inventory", "a", "old-orders", "1"), Map.of()));

        assertThat(all(Scan.of("inventory/a/orders", 10)))
                .extracting(document -> document.path().value())
                .containsExactly("inventory/a/orders/1", "inventory/a/orders/2");
        assertThat(all(Scan.group("orders", 2)))
                .extracting(document -> document.path().value())
                .containsExactly(
                        "inventory/a/orders/1",
                        "inventory/a/orders/2",
                        "inventory/a-b/orders/1",
                        "orders/top",
                        "users/jack/orders/1");
    }

    private List<Document> all(Scan scan) {
        return rest(scan, await(documents().scan(scan)));
    }

    private List<Document> rest(Scan scan, Page first) {
        var documents = new ArrayList<>(first.documents());
        var page = first;
        for (var next = scan; page.last().isPresent(); documents.addAll(page.documents())) {
            next = next.next(page);
            page = await(documents().scan(next));
            assertThat(page.readAt()).isEqualTo(first.readAt());
        }
        return documents;
    }

    private Instant commit(Write... writes) {
        return await(documents().commit(List.of(writes)));
    }

    private static Write saga(String id, long bucket, Instant wakeAt) {
        return new Create(path(id), Map.of("bucket", bucket, "wake_at", wakeAt));
    }

    private static Write order(String collection, String owner, String id) {
        return new Create(DocumentPath.of(collection, owner, "orders", id), Map.of());
    }

    private static DocumentPath path(String id) {
        return DocumentPath.of("sagas", id);
    }
}
