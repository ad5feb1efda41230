package dev.ordersaga.operations;

import dev.ordersaga.engine.EngineConfig;
import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Names;
import dev.ordersaga.operations.audit.Audit;
import dev.ordersaga.operations.audit.Limits;
import dev.ordersaga.operations.audit.Snapshot;
import dev.ordersaga.operations.audit.Violation;
import dev.ordersaga.port.Documents;
import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        exitCodeOnExecutionException = 2,
        description = {
            "Reads everything as of one moment and checks what is promised: stock and balances add up, no record is there",
            "or missing against what its order says, and every order is at rest or within its time.",
            "Exits with 0 when all of it holds, 1 when something does not, 2 when that cannot be found out."
        })
class AuditCommand implements Callable<Integer> {

    private static final int LINE_LENGTH_MAX = 400;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--grace",
            converter = Durations.class,
            description = "How long an order may take beyond its time before it counts as stuck: 90s, 5m, …")
    private Optional<Duration> grace;

    private final Names names;
    private final Documents documents;
    private final EngineConfig engine;
    private final OperationsConfig config;

    AuditCommand(Names names, Documents documents, EngineConfig engine, OperationsConfig config) {
        this.names = names;
        this.documents = documents;
        this.engine = engine;
        this.config = config;
    }

    @Override
    public Integer call() {
        var limits = new Limits(engine.deadline(), grace.orElse(config.auditGrace()));
        var audit = Audit.of(names, Flow.ORDERS, limits);
        var snapshot = Snapshot.now(documents);

        var violations =
                audit.check(snapshot.readAt(), snapshot.documents(audit.scans(snapshot.readAt(), config.auditPage())));

        var out = spec.commandLine().getOut();
        violations.stream().map(AuditCommand::line).forEach(out::println);
        out.printf("%s; %s%n", summary(snapshot), Headlines.count(violations.size(), "violation"));
        return violations.isEmpty() ? 0 : 1;
    }

    private static String line(Violation violation) {
        return Printable.of(
                "%-11s %s  %s".formatted(violation.kind(), violation.subject(), violation.words()), LINE_LENGTH_MAX);
    }

    private static String summary(Snapshot snapshot) {
        return snapshot.counts().entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", ", "read as of " + snapshot.readAt() + ": ", ""));
    }

    /** As times are written in the configuration. */
    static final class Durations implements ITypeConverter<Duration> {

        @Override
        public Duration convert(String value) {
            return DurationConverter.parseDuration(value);
        }
    }
}
