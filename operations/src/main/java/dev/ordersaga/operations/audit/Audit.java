package dev.ordersaga.operations.audit;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Names;
import dev.ordersaga.operations.audit.Violation.Kind;
import dev.ordersaga.port.Document;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Documents.Scan;
import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.saga.SagaDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Whether the documents of a shop, all as of one time, keep what is promised: stock and balances add up, exactly those
 * records are there that a saga explains, and every saga is at rest or within its time.
 *
 * <p>Documents come as a stream and are not kept. What is kept is a sum for each item and customer and some 400 bytes
 * for each order, 400 MB for a million, when the sagas come first; records that come before theirs are kept until then.
 */
public final class Audit {

    private final Names names;
    private final Flow flow;
    private final Limits limits;
    private final List<Trace> traces;

    private Audit(Names names, Flow flow, Limits limits) {
        this.names = names;
        this.flow = flow;
        this.limits = limits;
        this.traces = Trace.of(names, flow);
    }

    /** An audit of what goes by these names; the flow's every stage must leave a record that it knows. */
    public static Audit of(Names names, Flow flow, Limits limits) {
        return new Audit(names, flow, limits);
    }

    /** What to read: every collection with documents that are looked at, the sagas first. */
    public List<Scan> scans(Instant at, int pageSize) {
        var records = traces.stream().map(Trace::collections);
        return Stream.concat(Stream.of(List.of(names.sagas())), Stream.concat(records, Stream.of(stock(), accounts())))
                .map(collections -> scan(collections, at, pageSize))
                .distinct()
                .toList();
    }

    /** The records that an order leaves behind on its way, in the flow's order. */
    public List<DocumentPath> records(Order order) {
        return traces.stream().map(trace -> trace.path().apply(order)).toList();
    }

    /** The records that a saga has made and that are not undone, in the flow's order. */
    public List<DocumentPath> explained(Saga saga) {
        return saga.is(Flow.COMPENSATED)
                ? List.of()
                : traces.stream()
                        .filter(trace -> saga.reached(trace.status()))
                        .map(trace -> trace.path().apply(saga.order()))
                        .toList();
    }

    private static Scan scan(List<String> collections, Instant at, int pageSize) {
        var name = collections.get(collections.size() - 1);
        return new Scan(name, collections.size() > 1, Optional.of(at), Optional.empty(), pageSize);
    }

    private List<String> stock() {
        return names.stock("any").collectionNames();
    }

    private List<String> accounts() {
        return names.account("any").collectionNames();
    }

    /** Finds what does not hold, in documents that were all read at this time; those of others are passed over. */
    public List<Violation> check(Instant readAt, Stream<Document> documents) {
        var run = new Run(readAt);
        documents.forEach(run::take);
        return run.end();
    }

    private final class Run {

        private final List<Violation> violations = new ArrayList<>();
        private final Progress progress;
        private final Records records =
                new Records(traces, names.order("any", "any").collectionNames(), violations::add);
        private final Totals totals = new Totals(violations::add);
        private final Map<List<String>, Consumer<Document>> takers = Map.of(
                List.of(names.sagas()), this::saga,
                stock(), totals::stock,
                names.reservation("any", "any").collectionNames(), this::reservation,
                names.payment("any").collectionNames(), this::payment,
                accounts(), totals::account);

        private Run(Instant readAt) {
            this.progress = new Progress(flow, limits, readAt, violations::add);
        }

        private void take(Document document) {
            takers.getOrDefault(document.path().collectionNames(), records::record)
                    .accept(document);
        }

        private void reservation(Document document) {
            totals.reservation(document);
            records.record(document);
        }

        private void payment(Document document) {
            totals.payment(document);
            records.record(document);
        }

        private void saga(Document document) {
            readable(document).ifPresent(saga -> {
                progress.check(saga, document.createdAt());
                records.saga(saga, document.fields());
            });
        }

        private Optional<Saga> readable(Document document) {
            var uuid = document.path().id();
            try {
                var saga = SagaDocument.saga(uuid, document.fields());
                names.order(saga.order().user(), uuid);
                names.reservation(saga.order().item(), uuid);
                return Optional.of(saga);
            } catch (RuntimeException e) {
                // Whatever somebody else has put there: it is told, and the audit goes on.
                violations.add(new Violation(Kind.UNREADABLE, uuid, String.valueOf(e.getMessage())));
                records.unreadable(uuid);
                return Optional.empty();
            }
        }

        private List<Violation> end() {
            records.end();
            totals.end();
            return List.copyOf(violations);
        }
    }
}
