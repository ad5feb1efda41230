package dev.ordersaga.operations.audit;

import dev.ordersaga.port.Document;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.Documents.Page;
import dev.ordersaga.port.Documents.Scan;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A database as it was at one time, read page by page while it goes on. The database keeps the past for an hour, so
 * reading must not take longer; if it does, it fails.
 */
public final class Snapshot {

    /** How long a page may take; a limit for when the client's own does not hold. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Documents documents;
    private final Instant readAt;
    private final Map<String, Long> counts = new LinkedHashMap<>();

    private Snapshot(Documents documents, Instant readAt) {
        this.documents = documents;
        this.readAt = readAt;
    }

    /** The database as it is now. */
    public static Snapshot now(Documents documents) {
        return new Snapshot(
                documents, documents.read(List.of()).await().atMost(PATIENCE).readAt());
    }

    public Instant readAt() {
        return readAt;
    }

    /** What these scans find as of that time, page after page as the stream is consumed. */
    public Stream<Document> documents(List<Scan> scans) {
        return scans.stream().flatMap(this::documents);
    }

    /** How many documents were read so far, by the name of their collection. */
    public Map<String, Long> counts() {
        return Collections.unmodifiableMap(counts);
    }

    private Stream<Document> documents(Scan scan) {
        counts.putIfAbsent(scan.collection(), 0L);
        return Stream.iterate(Optional.of(read(scan)), Optional::isPresent, this::next)
                .flatMap(part -> part.orElseThrow().page().documents().stream());
    }

    private record Part(Scan scan, Page page) {}

    private Optional<Part> next(Optional<Part> before) {
        return before.filter(part -> part.page().last().isPresent())
                .map(part -> read(part.scan().next(part.page())));
    }

    private Part read(Scan scan) {
        var page = documents.scan(scan).await().atMost(PATIENCE);
        counts.merge(scan.collection(), (long) page.documents().size(), Long::sum);
        return new Part(scan, page);
    }
}
