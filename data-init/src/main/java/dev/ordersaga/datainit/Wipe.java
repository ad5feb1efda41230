package dev.ordersaga.datainit;

import dev.ordersaga.flow.Names;
import dev.ordersaga.port.Document;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.Documents.Scan;
import dev.ordersaga.port.DocumentsException;
import dev.ordersaga.port.Write;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Deletes the documents of the shop, page by page and again until a pass finds nothing. Those below others are found by
 * their collection's name alone, because the document above may be missing.
 */
final class Wipe {

    private static final int PAGE = 500;

    private static final int PASSES_MAX = 10;

    private final Names names;
    private final Documents documents;
    private final Duration patience;

    /** @param patience how long one page may take */
    Wipe(Names names, Documents documents, Duration patience) {
        this.names = names;
        this.documents = documents;
        this.patience = patience;
    }

    /** Answers how many documents there were. */
    long run() {
        var deleted = 0L;
        for (var pass = 0; pass < PASSES_MAX; pass++) {
            var found = pass();
            if (found == 0) {
                return deleted;
            }
            deleted += found;
        }
        throw new IllegalStateException("documents come as fast as they are deleted: stop the services first");
    }

    private long pass() {
        var below = delete(Scan.group(names.collection("orders"), PAGE), this::isOfTheShop);
        return below
                + Stream.of("users", "inventory", "payments", "sagas", "accounts")
                        .map(names::collection)
                        .mapToLong(collection -> delete(Scan.of(collection, PAGE), path -> true))
                        .sum();
    }

    /** Somebody else's collection may have the same name. */
    private boolean isOfTheShop(DocumentPath path) {
        return Stream.of(names.order("any", "any"), names.reservation("any", "any"))
                .anyMatch(ours -> ours.collectionNames().equals(path.collectionNames()));
    }

    private long delete(Scan first, Predicate<DocumentPath> which) {
        var deleted = 0L;
        var next = Optional.of(first);
        while (next.isPresent()) {
            var scan = next.get();
            var page = documents.scan(scan).await().atMost(patience);
            deleted += delete(
                    page.documents().stream().map(Document::path).filter(which).toList());
            // As of now, not of the first page: a time to read at must not be long ago.
            next = page.last()
                    .map(last -> new Scan(
                            scan.collection(), scan.group(), Optional.empty(), Optional.of(last), scan.limit()));
        }
        return deleted;
    }

    private int delete(List<DocumentPath> paths) {
        if (paths.isEmpty()) {
            return 0;
        }
        List<Write> deletes = paths.stream().<Write>map(Write.Delete::new).toList();
        documents.commitEach(deletes).await().atMost(patience).stream()
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(Wipe::fail);
        return paths.size();
    }

    private static void fail(DocumentsException trouble) {
        throw trouble;
    }
}
