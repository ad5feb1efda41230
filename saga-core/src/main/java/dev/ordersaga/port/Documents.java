package dev.ordersaga.port;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The database, as far as sagas need one. No locks, no transactions: read, decide, and commit under guards. Every
 * failure is a {@link DocumentsException}; results may arrive on any thread.
 */
public interface Documents {

    /**
     * Reads these documents, all at one time; those that do not exist are absent from the answer. Reading none tells
     * the database's time.
     */
    Uni<Reading> read(Collection<DocumentPath> paths);

    /**
     * Applies all the writes or none, in one atomic step, and answers its time, which is the {@code updatedAt} of
     * every document that changed. There must be a write, and no document may be named twice.
     */
    Uni<Instant> commit(List<Write> writes);

    /**
     * Applies each write by itself: one that fails leaves the others alone. Answers in the order asked, each empty
     * when applied. Meant for small, dispensable notes; outcomes that are not known count as failed.
     */
    Uni<List<Optional<DocumentsException>>> commitEach(List<Write> writes);

    /**
     * Documents of a collection whose {@code bucket} is one of these (30 at most) and whose {@code wake_at} is not after
     * {@code by}, the longest due first.
     */
    Uni<Reading> due(String collection, Set<Integer> buckets, Instant by, int limit);

    /** Documents of a collection that agree in one field, those with the latest {@code created} first. */
    Uni<Page> newest(Newest wanted);

    /** How many documents of a collection agree in one field; counted by the database, which reads none of them out. */
    Uni<Long> count(Count wanted);

    /** One page of a collection in the order of its paths, read at one time of the caller's choice. */
    Uni<Page> scan(Scan scan);

    /**
     * What was read.
     *
     * @param readAt the database's clock at the moment of reading
     */
    record Reading(Instant readAt, Map<DocumentPath, Document> found) {

        public Optional<Document> document(DocumentPath path) {
            return Optional.ofNullable(found.get(path));
        }
    }

    /**
     * What to find.
     *
     * @param collection a collection at the root
     * @param after the last document of the page before; empty for the first page
     * @param limit documents at the most, at least 1
     */
    record Newest(String collection, String field, String value, Optional<Last> after, int limit) {

        /** Where a page ended: documents created at the same time come in the reverse order of their paths. */
        public record Last(Instant created, DocumentPath path) {}
    }

    /**
     * What to count.
     *
     * @param collection a collection at the root
     * @param at the time to count at, at most an hour ago
     */
    record Count(String collection, String field, String value, Instant at) {}

    /**
     * A page to read.
     *
     * @param collection a collection's path, or with {@code group} the name shared by collections at any depth
     * @param at the time to read at, at most an hour ago; empty for now
     * @param after the last document of the page before; empty for the first page
     * @param limit documents at the most, at least 1
     */
    record Scan(String collection, boolean group, Optional<Instant> at, Optional<DocumentPath> after, int limit) {

        /** The first page of the collection at this path, as of now. */
        public static Scan of(String collection, int limit) {
            return new Scan(collection, false, Optional.empty(), Optional.empty(), limit);
        }

        /** The first page of all collections of this name, as of now. */
        public static Scan group(String name, int limit) {
            return new Scan(name, true, Optional.empty(), Optional.empty(), limit);
        }

        /** The page that follows this one, read at the same time. */
        public Scan next(Page page) {
            return new Scan(collection, group, Optional.of(page.readAt()), page.last(), limit);
        }
    }

    /**
     * A page that was read.
     *
     * @param last the last path of a full page: there may be more behind it; empty when this was the end
     */
    record Page(Instant readAt, List<Document> documents, Optional<DocumentPath> last) {

        /** What was found when so many were wanted at the most. */
        public static Page of(Instant readAt, List<Document> documents, int limit) {
            var last = documents.size() < limit
                    ? Optional.<DocumentPath>empty()
                    : Optional.of(documents.get(documents.size() - 1).path());
            return new Page(readAt, documents, last);
        }
    }
}
