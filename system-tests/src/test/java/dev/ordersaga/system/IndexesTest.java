package dev.ordersaga.system;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.firestore.v1.StructuredQuery;
import com.google.firestore.v1.StructuredQuery.FieldFilter;
import com.google.firestore.v1.StructuredQuery.Filter;
import dev.ordersaga.frontend.Settlements;
import dev.ordersaga.google.FirestoreQueries;
import dev.ordersaga.port.Document;
import dev.ordersaga.saga.Order;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** {@code deploy/firestore.indexes.json} has what our queries need, and keeps out of the index what only costs there. */
class IndexesTest {

    private static final JsonNode FILE = read(Path.of("..", "deploy", "firestore.indexes.json"));

    /** What people look for in the console: few values, or none that only grow. */
    private static final Set<String> LOOKED_FOR = Set.of(
            "sagas.user",
            "sagas.item",
            "sagas.status",
            "sagas.reason",
            "orders.user",
            "orders.item",
            "payments.user",
            "payments.item",
            "users.address",
            "users.credit_limit");

    private static final Set<FieldFilter.Operator> EQUALITIES =
            Set.of(FieldFilter.Operator.EQUAL, FieldFilter.Operator.IN);

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    /** An index over several fields, each with its order. */
    private record Index(String collection, String scope, List<String> fields) {}

    @Test
    void every_query_has_its_index_and_every_index_its_query() {
        var needed = FirestoreQueries.all().values().stream()
                .map(IndexesTest::needed)
                .toList();

        assertThat(list("indexes").map(IndexesTest::declared))
                .containsExactlyInAnyOrderElementsOf(needed.stream()
                        .filter(index -> index.fields().size() > 1)
                        .toList());
        assertThat(needed).filteredOn(index -> index.fields().size() == 1).allSatisfy(index -> {
            assertThat(index.scope()).isEqualTo("COLLECTION");
            assertThat(exempted())
                    .doesNotContain(
                            index.collection() + "." + index.fields().get(0).split(" ")[0]);
        });
    }

    @Test
    void no_query_is_left_out_here() {
        assertThat(FirestoreQueries.all().keySet().stream().map(name -> name.split(" ")[0]))
                .hasSameElementsAs(FirestoreQueries.kinds());
    }

    @Test
    void what_only_grows_is_not_indexed() {
        var growing = fields(IndexesTest::holdsTime);

        assertThat(growing)
                .contains("sagas.wake_at", "sagas.expire_at", "sagas.history", "orders.created", "payments.created");
        assertThat(exempted()).containsAll(growing);
    }

    @Test
    void every_field_that_is_written_is_looked_for_or_not_indexed_and_no_other_is_named() {
        var written = fields(value -> true);
        written.removeAll(LOOKED_FOR);

        assertThat(written).contains("sagas.traceparent", "sagas.on_account", "sagas.settled");
        assertThat(exempted()).isEqualTo(written);
    }

    @Test
    void only_tombstones_are_purged() {
        assertThat(list("fieldOverrides")
                        .filter(field -> field.path("ttl").asBoolean())
                        .map(IndexesTest::name))
                .containsExactly("sagas.expire_at");
    }

    /** By Firestore's rules: what equals one value or one of several comes first, then what is ordered by. */
    private static Index needed(StructuredQuery query) {
        var filters = filters(query.getWhere()).toList();
        var orders = query.getOrderByList().stream()
                .filter(order -> !order.getField().getFieldPath().equals("__name__"))
                .map(order -> order.getField().getFieldPath() + " " + order.getDirection())
                .toList();
        assertThat(orders.stream().map(order -> order.split(" ")[0]))
                .as("a range is ordered by")
                .containsAll(filters.stream()
                        .filter(filter -> !isEquality(filter))
                        .map(filter -> filter.getField().getFieldPath())
                        .toList());
        var equal = filters.stream()
                .filter(IndexesTest::isEquality)
                .map(filter -> filter.getField().getFieldPath() + " ASCENDING");
        var from = query.getFrom(0);
        return new Index(
                from.getCollectionId(),
                from.getAllDescendants() ? "COLLECTION_GROUP" : "COLLECTION",
                Stream.concat(equal, orders.stream()).toList());
    }

    private static Stream<FieldFilter> filters(Filter filter) {
        return switch (filter.getFilterTypeCase()) {
            case FILTERTYPE_NOT_SET -> Stream.empty();
            case FIELD_FILTER -> Stream.of(filter.getFieldFilter());
            case COMPOSITE_FILTER ->
                filter.getCompositeFilter().getFiltersList().stream().flatMap(IndexesTest::filters);
            default -> throw new AssertionError("a filter that this test does not know: " + filter);
        };
    }

    private static boolean isEquality(FieldFilter filter) {
        return EQUALITIES.contains(filter.getOp());
    }

    private static Index declared(JsonNode index) {
        return new Index(
                index.get("collectionGroup").asText(),
                index.get("queryScope").asText(),
                elements(index.get("fields"))
                        .map(field -> field.get("fieldPath").asText() + " "
                                + field.get("order").asText())
                        .toList());
    }

    private static Set<String> exempted() {
        return list("fieldOverrides")
                .filter(field -> field.get("indexes").isEmpty())
                .map(IndexesTest::name)
                .collect(toCollection(TreeSet::new));
    }

    private static String name(JsonNode field) {
        return field.get("collectionGroup").asText() + "."
                + field.get("fieldPath").asText();
    }

    /** The fields that ever hold such a value while orders come to each fate, each field after its collection. */
    private static Set<String> fields(Predicate<Object> values) {
        var shop = new MemoryShop().open();
        var found = new TreeSet<String>();
        shop.place("widget", 50);
        shop.place(MemoryShop.failing("wotsit", 80));
        var onAccount = new Order(UUID.randomUUID().toString(), "joan", "widget", 1);
        shop.place(onAccount.tracedBy(TRACE));
        watch(shop, document -> found.addAll(fields(document, values)));
        shop.engine("frontend-service")
                .settle(onAccount.uuid(), Settlements.settlement(MemoryShop.NAMES))
                .subscribe()
                .with(saga -> assertThat(saga.orElseThrow().isSettled()).isTrue());
        watch(shop, document -> found.addAll(fields(document, values)));
        return found;
    }

    /** Sees every document as it is at every moment until all has come to rest. */
    private static void watch(MemoryShop shop, Consumer<Document> seen) {
        var end = shop.world.now().plus(Duration.ofMinutes(2));
        while (shop.world.now().isBefore(end) && shop.world.step()) {
            shop.world.documents().forEach(seen);
        }
    }

    private static List<String> fields(Document document, Predicate<Object> values) {
        var collections = document.path().collectionNames();
        return document.fields().entrySet().stream()
                .filter(field -> values.test(field.getValue()))
                .map(field -> collections.get(collections.size() - 1) + "." + field.getKey())
                .toList();
    }

    private static boolean holdsTime(Object value) {
        if (value instanceof Collection<?> list) {
            return list.stream().anyMatch(IndexesTest::holdsTime);
        }
        if (value instanceof Map<?, ?> map) {
            return holdsTime(map.values());
        }
        return value instanceof Instant;
    }

    private static Stream<JsonNode> list(String name) {
        return elements(FILE.get(name));
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static JsonNode read(Path path) {
        try {
            return new ObjectMapper().readTree(path.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
