package dev.ordersaga.benchmarks;

import com.google.api.gax.grpc.GrpcCallContext;
import com.google.cloud.firestore.spi.v1.FirestoreRpc;
import com.google.firestore.v1.BatchGetDocumentsRequest;
import com.google.firestore.v1.BatchGetDocumentsResponse;
import com.google.firestore.v1.BatchWriteRequest;
import com.google.firestore.v1.CommitRequest;
import com.google.firestore.v1.Document;
import com.google.firestore.v1.DocumentMask;
import com.google.firestore.v1.Precondition;
import com.google.firestore.v1.Value;
import com.google.firestore.v1.Write;
import com.google.protobuf.Timestamp;
import dev.ordersaga.google.Calls;
import dev.ordersaga.port.DocumentPath;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Firestore without the work of its client: the calls beneath it, which the services use too. */
final class Store {

    private final String database;
    private final FirestoreRpc calls;

    Store(Clients clients) {
        this.database = "projects/%s/databases/(default)".formatted(clients.projectId());
        this.calls = (FirestoreRpc) clients.firestore().getOptions().getRpc();
    }

    /** Applies all writes or none, and answers when. */
    Timestamp commit(Collection<Write> writes) {
        return calls.commitCallable()
                .call(CommitRequest.newBuilder()
                        .setDatabase(database)
                        .addAllWrites(writes)
                        .build())
                .getCommitTime();
    }

    /** Applies each write by itself; all must succeed. */
    void writeEach(Collection<Write> writes) {
        var answer = calls.batchWriteCallable()
                .call(BatchWriteRequest.newBuilder()
                        .setDatabase(database)
                        .addAllWrites(writes)
                        .build());
        answer.getStatusList().stream()
                .filter(status -> status.getCode() != 0)
                .findAny()
                .ifPresent(status -> {
                    throw new IllegalStateException(status.getMessage());
                });
    }

    /** Those documents that exist. */
    Map<DocumentPath, Document> read(Collection<DocumentPath> paths) {
        var byName = paths.stream().collect(Collectors.toMap(this::name, Function.identity()));
        var request = BatchGetDocumentsRequest.newBuilder()
                .setDatabase(database)
                .addAllDocuments(byName.keySet())
                .build();
        return Calls.all(calls.batchGetDocumentsCallable(), () -> request, GrpcCallContext.createDefault())
                .await()
                .indefinitely()
                .stream()
                .filter(BatchGetDocumentsResponse::hasFound)
                .map(BatchGetDocumentsResponse::getFound)
                .collect(Collectors.toMap(document -> byName.get(document.getName()), Function.identity()));
    }

    Write create(DocumentPath path, Map<String, Value> fields) {
        return Write.newBuilder()
                .setUpdate(document(path, fields))
                .setCurrentDocument(Precondition.newBuilder().setExists(false))
                .build();
    }

    /** Sets what the mask names, if nobody has changed the document since. */
    Write update(DocumentPath path, Map<String, Value> fields, DocumentMask mask, Timestamp since) {
        return Write.newBuilder()
                .setUpdate(document(path, fields))
                .setUpdateMask(mask)
                .setCurrentDocument(Precondition.newBuilder().setUpdateTime(since))
                .build();
    }

    static DocumentMask mask(Collection<String> names) {
        return DocumentMask.newBuilder().addAllFieldPaths(names).build();
    }

    static Value number(long value) {
        return Value.newBuilder().setIntegerValue(value).build();
    }

    private Document.Builder document(DocumentPath path, Map<String, Value> fields) {
        return Document.newBuilder().setName(name(path)).putAllFields(fields);
    }

    private String name(DocumentPath path) {
        return database + "/documents/" + path.value();
    }
}
