package dev.ordersaga.datainit;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Names;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.DocumentsException;
import dev.ordersaga.port.DocumentsException.Kind;
import dev.ordersaga.port.Time;
import dev.ordersaga.port.Topics;
import dev.ordersaga.port.Write;
import io.quarkus.picocli.runtime.annotations.TopCommand;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Makes what is missing of topics, subscriptions and seed data; what is there stays as it is. */
@TopCommand
@Command(
        name = "data-init",
        mixinStandardHelpOptions = true,
        description = "Makes what is missing of topics, subscriptions and seed data; what is there stays as it is.")
class DataInit implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Names names;
    private final Topics topics;
    private final Documents documents;
    private final Time time;

    DataInit(Names names, Topics topics, Documents documents, Time time) {
        this.names = names;
        this.topics = topics;
        this.documents = documents;
        this.time = time;
    }

    @Override
    public Integer call() {
        var subscriptions = names.subscriptions(Flow.ORDERS);
        topics.provision(subscriptions).await().atMost(PATIENCE);
        System.out.printf("%d subscriptions and their topics are there%n", subscriptions.size());
        var seed = Seed.documents(names, time.now());
        List<Write> creates = seed.entrySet().stream()
                .<Write>map(entry -> new Write.Create(entry.getKey(), entry.getValue()))
                .toList();
        var failures = documents.commitEach(creates).await().atMost(PATIENCE);
        failures.stream()
                .flatMap(Optional::stream)
                .filter(DataInit::isTrouble)
                .findFirst()
                .ifPresent(trouble -> {
                    throw trouble;
                });
        var made = failures.stream().filter(Optional::isEmpty).count();
        System.out.printf("seed data: %d documents made, %d were there%n", made, failures.size() - made);
        return 0;
    }

    private static boolean isTrouble(DocumentsException failure) {
        return failure.kind() != Kind.GUARD_FAILED;
    }
}
