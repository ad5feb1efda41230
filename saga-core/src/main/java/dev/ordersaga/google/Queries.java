package dev.ordersaga.google;

import com.google.firestore.v1.Cursor;
import com.google.firestore.v1.RunAggregationQueryRequest;
import com.google.firestore.v1.RunQueryRequest;
import com.google.firestore.v1.StructuredAggregationQuery;
import com.google.firestore.v1.StructuredAggregationQuery.Aggregation;
import com.google.firestore.v1.StructuredQuery;
import com.google.firestore.v1.StructuredQuery.CollectionSelector;
import com.google.firestore.v1.StructuredQuery.CompositeFilter;
import com.google.firestore.v1.StructuredQuery.Direction;
import com.google.firestore.v1.StructuredQuery.FieldFilter;
import com.google.firestore.v1.StructuredQuery.FieldReference;
import com.google.firestore.v1.StructuredQuery.Filter;
import com.google.firestore.v1.StructuredQuery.Order;
import com.google.firestore.v1.Value;
import com.google.protobuf.Int32Value;
import dev.ordersaga.port.Documents.Count;
import dev.ordersaga.port.Documents.Newest;
import dev.ordersaga.port.Documents.Scan;
import java.time.Instant;
import java.util.Set;

/** The queries we have; what they need outside the emulator is in {@code deploy/firestore.indexes.json}. */
record Queries(Names names) {

    /** What the answer to a count is called in it. */
    static final String COUNT = "count";

    RunQueryRequest due(String collection, Set<Integer> buckets, Instant by, int limit) {
        var wanted = CompositeFilter.newBuilder()
                .setOp(CompositeFilter.Operator.AND)
                .addFilters(filter("bucket", FieldFilter.Operator.IN, oneOf(buckets)))
                .addFilters(filter("wake_at", FieldFilter.Operator.LESS_THAN_OR_EQUAL, Values.toProto((Object) by)));
        var query = StructuredQuery.newBuilder()
                .addFrom(CollectionSelector.newBuilder().setCollectionId(Names.collectionId(collection)))
                .setWhere(Filter.newBuilder().setCompositeFilter(wanted))
                .addOrderBy(ordered("wake_at", Direction.ASCENDING))
                .setLimit(Int32Value.of(limit));
        return RunQueryRequest.newBuilder()
                .setParent(names.parent(collection))
                .setStructuredQuery(query)
                .build();
    }

    private static Value oneOf(Set<Integer> numbers) {
        return Values.toProto(
                (Object) numbers.stream().sorted().map(Integer::longValue).toList());
    }

    RunQueryRequest newest(Newest wanted) {
        var query = StructuredQuery.newBuilder()
                .addFrom(CollectionSelector.newBuilder().setCollectionId(Names.collectionId(wanted.collection())))
                .setWhere(filter(wanted.field(), FieldFilter.Operator.EQUAL, Values.toProto(wanted.value())))
                .addOrderBy(ordered("created", Direction.DESCENDING))
                .addOrderBy(ordered("__name__", Direction.DESCENDING))
                .setLimit(Int32Value.of(wanted.limit()));
        wanted.after()
                .ifPresent(last -> query.setStartAt(Cursor.newBuilder()
                        .addValues(Values.toProto((Object) last.created()))
                        .addValues(Value.newBuilder().setReferenceValue(names.document(last.path())))
                        .setBefore(false)));
        return RunQueryRequest.newBuilder()
                .setParent(names.parent(wanted.collection()))
                .setStructuredQuery(query)
                .build();
    }

    RunAggregationQueryRequest count(Count wanted) {
        var query = StructuredQuery.newBuilder()
                .addFrom(CollectionSelector.newBuilder().setCollectionId(Names.collectionId(wanted.collection())))
                .setWhere(filter(wanted.field(), FieldFilter.Operator.EQUAL, Values.toProto(wanted.value())));
        var all = Aggregation.newBuilder().setCount(Aggregation.Count.getDefaultInstance());
        return RunAggregationQueryRequest.newBuilder()
                .setParent(names.parent(wanted.collection()))
                .setStructuredAggregationQuery(StructuredAggregationQuery.newBuilder()
                        .setStructuredQuery(query)
                        .addAggregations(all.setAlias(COUNT)))
                .setReadTime(Values.toProto(wanted.at()))
                .build();
    }

    RunQueryRequest scan(Scan scan) {
        var query = StructuredQuery.newBuilder()
                .addFrom(CollectionSelector.newBuilder()
                        .setCollectionId(Names.collectionId(scan.collection()))
                        .setAllDescendants(scan.group()))
                .addOrderBy(ordered("__name__", Direction.ASCENDING))
                .setLimit(Int32Value.of(scan.limit()));
        scan.after()
                .map(path -> Value.newBuilder().setReferenceValue(names.document(path)))
                .ifPresent(last ->
                        query.setStartAt(Cursor.newBuilder().addValues(last).setBefore(false)));
        var request = RunQueryRequest.newBuilder()
                .setParent(names.parent(scan.collection()))
                .setStructuredQuery(query);
        scan.at().ifPresent(at -> request.setReadTime(Values.toProto(at)));
        return request.build();
    }

    private static Filter filter(String field, FieldFilter.Operator operator, Value value) {
        return Filter.newBuilder()
                .setFieldFilter(FieldFilter.newBuilder()
                        .setField(field(field))
                        .setOp(operator)
                        .setValue(value))
                .build();
    }

    private static Order.Builder ordered(String field, Direction direction) {
        return Order.newBuilder().setField(field(field)).setDirection(direction);
    }

    private static FieldReference.Builder field(String name) {
        return FieldReference.newBuilder().setFieldPath(name);
    }
}
