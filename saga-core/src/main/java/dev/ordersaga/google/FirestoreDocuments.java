package dev.ordersaga.google;

import com.google.api.gax.grpc.GrpcCallContext;
import com.google.api.gax.retrying.RetrySettings;
import com.google.cloud.firestore.Firestore;
import com.google.cloud.firestore.spi.v1.FirestoreRpc;
import com.google.firestore.v1.BatchGetDocumentsRequest;
import com.google.firestore.v1.BatchGetDocumentsResponse;
import com.google.firestore.v1.BatchWriteRequest;
import com.google.firestore.v1.BatchWriteResponse;
import com.google.firestore.v1.CommitRequest;
import com.google.firestore.v1.RunAggregationQueryResponse;
import com.google.firestore.v1.RunQueryRequest;
import com.google.firestore.v1.RunQueryResponse;
import com.google.firestore.v1.Value;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.ordersaga.port.Document;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.DocumentsException;
import dev.ordersaga.port.DocumentsException.Kind;
import dev.ordersaga.port.Write;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Documents in Firestore. It speaks to the calls beneath the client, because only there a commit can be kept from being
 * tried again unseen, and independent writes be sent as what they are. Results arrive on the client's threads.
 */
public final class FirestoreDocuments implements Documents {

    /** Firestore's limit on independent writes in one request. */
    private static final int WRITES_EACH_MAX = 500;

    private static final DocumentPath NOWHERE = DocumentPath.of("nowhere", "nothing");

    private final FirestoreRpc calls;
    private final GoogleConfig.FirestoreLimits limits;
    private final Names names;
    private final Writes writes;
    private final Queries queries;

    public FirestoreDocuments(Firestore firestore, GoogleConfig.FirestoreLimits limits) {
        var options = firestore.getOptions();
        this.calls = (FirestoreRpc) options.getRpc();
        this.limits = limits;
        this.names = Names.of(options.getProjectId(), options.getDatabaseId());
        this.writes = new Writes(names);
        this.queries = new Queries(names);
    }

    @Override
    public Uni<Reading> read(Collection<DocumentPath> paths) {
        return Calls.all(
                        calls.batchGetDocumentsCallable(),
                        () -> bounded(getRequest(paths)),
                        within(limits.readTimeout()))
                .map(this::reading)
                .onFailure()
                .transform(Failures::ofRead);
    }

    @Override
    public Uni<Instant> commit(List<Write> batch) {
        return Calls.uni(() ->
                        calls.commitCallable().futureCall(bounded(commitRequest(batch)), once(limits.commitTimeout())))
                .map(answer -> Values.fromProto(answer.getCommitTime()))
                .onFailure()
                .transform(Failures::ofWrite);
    }

    @Override
    public Uni<List<Optional<DocumentsException>>> commitEach(List<Write> batch) {
        return Uni.createFrom()
                .item(() -> writes.toProto(batch))
                .onItem()
                .transformToMulti(all ->
                        Multi.createFrom().iterable(all).group().intoLists().of(WRITES_EACH_MAX))
                .onItem()
                .transformToUniAndConcatenate(this::writeEach)
                .onItem()
                .<Optional<DocumentsException>>disjoint()
                .collect()
                .asList()
                .onFailure()
                .transform(Failures::ofWrite);
    }

    @Override
    public Uni<Reading> due(String collection, Set<Integer> buckets, Instant by, int limit) {
        return query(() -> queries.due(collection, buckets, by, limit), limits.readTimeout())
                .map(answers -> new Reading(readAt(answers), byPath(documents(answers))));
    }

    @Override
    public Uni<Page> newest(Newest wanted) {
        return query(() -> queries.newest(wanted), limits.readTimeout())
                .map(answers -> Page.of(readAt(answers), documents(answers), wanted.limit()));
    }

    @Override
    public Uni<Long> count(Count wanted) {
        return Calls.all(
                        calls.runAggregationQueryCallable(),
                        () -> bounded(queries.count(wanted)),
                        within(limits.scanTimeout()))
                .map(FirestoreDocuments::counted)
                .onFailure()
                .transform(Failures::ofQuery);
    }

    @Override
    public Uni<Page> scan(Scan scan) {
        return query(() -> queries.scan(scan), limits.scanTimeout())
                .map(answers -> Page.of(scan.at().orElseGet(() -> readAt(answers)), documents(answers), scan.limit()));
    }

    private Uni<List<Optional<DocumentsException>>> writeEach(List<com.google.firestore.v1.Write> part) {
        var request = BatchWriteRequest.newBuilder()
                .setDatabase(names.database())
                .addAllWrites(part)
                .build();
        return Calls.uni(() -> calls.batchWriteCallable().futureCall(bounded(request), once(limits.commitTimeout())))
                .map(FirestoreDocuments::outcomes)
                .onFailure()
                .recoverWithItem(failure -> Collections.nCopies(part.size(), Optional.of(Failures.ofWrite(failure))));
    }

    private static List<Optional<DocumentsException>> outcomes(BatchWriteResponse answer) {
        return answer.getStatusList().stream()
                .map(status -> status.getCode() == 0
                        ? Optional.<DocumentsException>empty()
                        : Optional.of(Failures.ofWrite(status)))
                .toList();
    }

    /** Only an answer about a document tells the time, so who asks for none is told about one that nobody makes. */
    private BatchGetDocumentsRequest getRequest(Collection<DocumentPath> paths) {
        var wanted = paths.isEmpty() ? Set.of(NOWHERE) : new LinkedHashSet<>(paths);
        return BatchGetDocumentsRequest.newBuilder()
                .setDatabase(names.database())
                .addAllDocuments(wanted.stream().map(names::document).toList())
                .build();
    }

    private CommitRequest commitRequest(List<Write> batch) {
        if (batch.isEmpty()) {
            throw new DocumentsException(Kind.BAD_REQUEST, "nothing to commit");
        }
        return CommitRequest.newBuilder()
                .setDatabase(names.database())
                .addAllWrites(writes.toProto(batch))
                .build();
    }

    private Uni<List<RunQueryResponse>> query(Supplier<RunQueryRequest> request, Duration timeout) {
        return Calls.all(calls.runQueryCallable(), () -> bounded(request.get()), within(timeout))
                .onFailure()
                .transform(Failures::ofQuery);
    }

    private <T extends Message> T bounded(T request) {
        if (request.getSerializedSize() > limits.requestBytesMax()) {
            throw new DocumentsException(
                    Kind.BAD_REQUEST,
                    "a request of " + request.getSerializedSize() + " bytes, " + limits.requestBytesMax() + " at most");
        }
        return request;
    }

    private Reading reading(List<BatchGetDocumentsResponse> answers) {
        var found = answers.stream()
                .filter(BatchGetDocumentsResponse::hasFound)
                .map(answer -> document(answer.getFound()))
                .toList();
        return new Reading(latest(answers, BatchGetDocumentsResponse::getReadTime), byPath(found));
    }

    private List<Document> documents(List<RunQueryResponse> answers) {
        return answers.stream()
                .filter(RunQueryResponse::hasDocument)
                .map(answer -> document(answer.getDocument()))
                .toList();
    }

    private Document document(com.google.firestore.v1.Document document) {
        return new Document(
                names.path(document.getName()),
                Values.fromProto(document.getFieldsMap()),
                Values.fromProto(document.getCreateTime()),
                Values.fromProto(document.getUpdateTime()));
    }

    private static long counted(List<RunAggregationQueryResponse> answers) {
        return answers.stream()
                .filter(RunAggregationQueryResponse::hasResult)
                .map(answer -> answer.getResult().getAggregateFieldsOrThrow(Queries.COUNT))
                .map(Value::getIntegerValue)
                .findFirst()
                .orElseThrow(() -> new DocumentsException(Kind.UNAVAILABLE, "an answer without a count"));
    }

    private static Instant readAt(List<RunQueryResponse> answers) {
        return latest(answers, RunQueryResponse::getReadTime);
    }

    /** What came earlier in a stream still held at the time that came last. */
    private static <T> Instant latest(List<T> answers, Function<T, Timestamp> time) {
        return answers.stream()
                .map(time)
                .map(Values::fromProto)
                .max(Comparator.naturalOrder())
                .orElseThrow(() -> new DocumentsException(Kind.UNAVAILABLE, "an answer without a read time"));
    }

    private static Map<DocumentPath, Document> byPath(List<Document> documents) {
        var found = new LinkedHashMap<DocumentPath, Document>();
        documents.forEach(document -> found.put(document.path(), document));
        return Collections.unmodifiableMap(found);
    }

    private static GrpcCallContext once(Duration timeout) {
        return within(timeout).withRetryableCodes(Set.of());
    }

    private static GrpcCallContext within(Duration timeout) {
        return GrpcCallContext.createDefault()
                .withRetrySettings(RetrySettings.newBuilder()
                        .setInitialRetryDelayDuration(Duration.ofMillis(50))
                        .setRetryDelayMultiplier(2)
                        .setMaxRetryDelayDuration(Duration.ofSeconds(1))
                        .setInitialRpcTimeoutDuration(timeout)
                        .setMaxRpcTimeoutDuration(timeout)
                        .setTotalTimeoutDuration(timeout)
                        .build());
    }
}
