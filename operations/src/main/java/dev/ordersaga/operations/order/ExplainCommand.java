package dev.ordersaga.operations.order;

import dev.ordersaga.engine.EngineConfig;
import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Names;
import dev.ordersaga.operations.OperationsConfig;
import dev.ordersaga.operations.Printable;
import dev.ordersaga.operations.audit.Audit;
import dev.ordersaga.operations.audit.Limits;
import dev.ordersaga.port.Document;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.Documents.Reading;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.saga.SagaDocument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what has happened to an order, what is there of it, and what happens next. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Tells what has happened to an order, which of its documents are there, what does not hold of what is promised,",
            "and what happens next. Times are UTC. It changes nothing.",
            "Exits with 0 when told, 1 when there is no such order or the database does not answer."
        })
public class ExplainCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int LINE_LENGTH_MAX = 1_000;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "UUID", converter = CanonicalUuid.class, description = "The order.")
    private String uuid;

    private final Names names;
    private final Documents documents;
    private final EngineConfig engine;
    private final Audit audit;

    ExplainCommand(Names names, Documents documents, EngineConfig engine, OperationsConfig config) {
        this.names = names;
        this.documents = documents;
        this.engine = engine;
        this.audit = Audit.of(names, Flow.ORDERS, new Limits(engine.deadline(), config.auditGrace()));
    }

    @Override
    public Integer call() {
        var found = saga(read(List.of(names.saga(uuid))));
        if (found.isEmpty()) {
            spec.commandLine().getErr().println("there is no order " + uuid);
            return 1;
        }
        explain(found.get()).lines().stream()
                .map(ExplainCommand::fit)
                .forEach(spec.commandLine().getOut()::println);
        return 0;
    }

    /** Which records there may be only the saga tells; then it is read once more, with them, all as of one time. */
    private Explanation explain(Saga known) {
        var order = known.order();
        var records = new ArrayList<>(List.of(names.saga(uuid)));
        records.addAll(audit.records(order));
        records.add(names.account(order.user()));
        var reading = read(records);
        var saga = saga(reading).orElse(known);
        var createdAt =
                reading.document(names.saga(uuid)).map(Document::createdAt).orElse(saga.receivedAt());
        var violations = audit.check(reading.readAt(), reading.found().values().stream()).stream()
                .filter(violation -> violation.subject().equals(uuid))
                .toList();
        var outlook = new Outlook(Flow.ORDERS, names, engine.deadline(), new Moments(reading.readAt()));
        return new Explanation(
                saga,
                reading,
                records.subList(1, records.size()),
                violations,
                outlook.of(new Waiting(saga, createdAt), audit.explained(saga)));
    }

    private Optional<Saga> saga(Reading reading) {
        return reading.document(names.saga(uuid)).map(document -> SagaDocument.saga(uuid, document.fields()));
    }

    private Reading read(List<DocumentPath> paths) {
        return documents.read(paths).await().atMost(PATIENCE);
    }

    /** An indent is no part of what came from anywhere. */
    private static String fit(String line) {
        var text = line.stripLeading();
        return line.substring(0, line.length() - text.length()) + Printable.of(text, LINE_LENGTH_MAX);
    }
}
