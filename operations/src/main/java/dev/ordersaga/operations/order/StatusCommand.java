package dev.ordersaga.operations.order;

import dev.ordersaga.engine.EngineConfig;
import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Names;
import dev.ordersaga.operations.OperationsConfig;
import dev.ordersaga.operations.Printable;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.Documents.Count;
import dev.ordersaga.port.DocumentsException;
import dev.ordersaga.saga.SagaDocument;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tells how many orders there are of each status, and which of them are stuck. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Tells how many orders there are of each status, how many are not at rest, and which of these are stuck: had to",
            "be published again, or lie still for so long that they will be. Times are UTC. It changes nothing."
        })
public class StatusCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Nobody looks after an order later than this. */
    private static final Duration FAR = Duration.ofDays(36_500);

    private static final int LINE_LENGTH_MAX = 600;

    /** So that no failed count hides another. */
    private static final int FAILURE_LENGTH_MAX = 60;

    @Spec
    private CommandSpec spec;

    private final Names names;
    private final Documents documents;
    private final EngineConfig engine;
    private final OperationsConfig limits;

    StatusCommand(Names names, Documents documents, EngineConfig engine, OperationsConfig limits) {
        this.names = names;
        this.documents = documents;
        this.engine = engine;
        this.limits = limits;
    }

    @Override
    public Integer call() {
        var now = documents.read(List.of()).await().atMost(PATIENCE).readAt();
        Stream.concat(
                        Stream.of("as of " + Moments.exactly(now) + " UTC", byStatus(now)),
                        unfinished(now).lines().stream())
                .map(line -> Printable.of(line, LINE_LENGTH_MAX))
                .forEach(spec.commandLine().getOut()::println);
        return 0;
    }

    private String byStatus(Instant now) {
        var statuses = Stream.concat(
                Stream.concat(
                        Stream.of(Flow.RECEIVED), Flow.ORDERS.stages().stream().map(Flow.Stage::status)),
                Stream.of(Flow.FAILED, Flow.COMPENSATED));
        return Uni.join()
                .all(statuses.map(status -> count(status, now)).toList())
                .andFailFast()
                .await()
                .atMost(PATIENCE)
                .stream()
                .collect(Collectors.joining(", ", "orders      ", ""));
    }

    /** One that cannot be counted keeps nothing else from being told. */
    private Uni<String> count(String status, Instant now) {
        return documents
                .count(new Count(names.sagas(), "status", status, now))
                .map(count -> status + " " + count)
                .onFailure(DocumentsException.class)
                .recoverWithItem(failure -> "%s not counted (%s)"
                        .formatted(status, Printable.of(failure.getMessage(), FAILURE_LENGTH_MAX)));
    }

    /** One bucket after the other, so that never more than those of one are in memory. */
    private Unfinished unfinished(Instant now) {
        var unfinished = new Unfinished(Flow.ORDERS, now, engine.wakeAfter(), limits.stuckMax());
        for (int bucket = 0; bucket < SagaDocument.BUCKETS; bucket++) {
            var found = documents
                    .due(names.sagas(), Set.of(bucket), now.plus(FAR), limits.unfinishedMax())
                    .await()
                    .atMost(PATIENCE)
                    .found();
            found.values().forEach(unfinished::see);
            if (found.size() >= limits.unfinishedMax()) {
                unfinished.notAll();
            }
        }
        return unfinished;
    }
}
