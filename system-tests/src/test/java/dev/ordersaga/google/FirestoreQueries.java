package dev.ordersaga.google;

import com.google.firestore.v1.RunAggregationQueryRequest;
import com.google.firestore.v1.RunQueryRequest;
import com.google.firestore.v1.StructuredQuery;
import dev.ordersaga.port.Documents.Count;
import dev.ordersaga.port.Documents.Newest;
import dev.ordersaga.port.Documents.Scan;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The queries as Firestore gets them. */
public final class FirestoreQueries {

    private FirestoreQueries() {}

    /** One of each kind, by what it is for. */
    public static Map<String, StructuredQuery> all() {
        var queries = new Queries(Names.of("project", "(default)"));
        return Map.of(
                "due", queries.due("sagas", Set.of(3, 4), Instant.EPOCH, 10).getStructuredQuery(),
                "newest",
                        queries.newest(new Newest("sagas", "user", "jack", Optional.empty(), 10))
                                .getStructuredQuery(),
                "count",
                        queries.count(new Count("sagas", "status", "FAILED", Instant.EPOCH))
                                .getStructuredAggregationQuery()
                                .getStructuredQuery(),
                "scan", queries.scan(Scan.of("sagas", 10)).getStructuredQuery(),
                "scan of a group", queries.scan(Scan.group("orders", 10)).getStructuredQuery());
    }

    /** What the adapter calls its kinds. */
    public static Set<String> kinds() {
        return Arrays.stream(Queries.class.getDeclaredMethods())
                .filter(method -> Set.of(RunQueryRequest.class, RunAggregationQueryRequest.class)
                        .contains(method.getReturnType()))
                .map(Method::getName)
                .collect(Collectors.toSet());
    }
}
