package dev.ordersaga.datainit;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Names;
import dev.ordersaga.google.Target;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.DocumentsException;
import dev.ordersaga.port.DocumentsException.Kind;
import dev.ordersaga.port.Time;
import dev.ordersaga.port.Topics;
import dev.ordersaga.port.Topics.Subscription;
import dev.ordersaga.port.Write;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The documents of the shop, and the messages about them: makes the first ones, and takes all away. */
@ApplicationScoped
class ShopData {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Target target;
    private final Names names;
    private final Topics topics;
    private final Documents documents;
    private final Time time;

    ShopData(Target target, Names names, Topics topics, Documents documents, Time time) {
        this.target = target;
        this.names = names;
        this.topics = topics;
        this.documents = documents;
        this.time = time;
    }

    Target target() {
        return target;
    }

    void seed(PrintWriter out) {
        var seed = Seed.documents(names, time.now());
        List<Write> creates = seed.entrySet().stream()
                .<Write>map(entry -> new Write.Create(entry.getKey(), entry.getValue()))
                .toList();
        var failures = documents.commitEach(creates).await().atMost(PATIENCE);
        failures.stream()
                .flatMap(Optional::stream)
                .filter(failure -> failure.kind() != Kind.GUARD_FAILED)
                .findFirst()
                .ifPresent(ShopData::fail);
        var made = failures.stream().filter(Optional::isEmpty).count();
        out.printf("seed data: %d documents made, %d were there%n", made, failures.size() - made);
    }

    /** Messages go last, so that none of them tells of what was deleted; the database's clock says when that was. */
    void wipe(PrintWriter out) {
        out.printf("wiping %s%n", target.describe());
        out.printf("%d documents deleted%n", new Wipe(names, documents, PATIENCE).run());
        var subscriptions = names.subscriptions(Flow.ORDERS).stream()
                .map(Subscription::name)
                .toList();
        documents
                .read(List.of())
                .chain(now -> topics.seek(subscriptions, now.readAt()))
                .await()
                .atMost(PATIENCE);
        out.printf("what waited in %d subscriptions is gone%n", subscriptions.size());
    }

    private static void fail(DocumentsException trouble) {
        throw trouble;
    }
}
