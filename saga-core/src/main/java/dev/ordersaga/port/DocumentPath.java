package dev.ordersaga.port;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where a document stands: {@code collection/id}, or {@code collection/id/collection/id} for one below another.
 * A path can only be made of segments, so that no identifier can smuggle in a further level. Paths are ordered as the
 * database orders them: segment by segment, by code point.
 */
public record DocumentPath(String value) implements Comparable<DocumentPath> {

    /** A segment's limit in characters; Firestore allows 1,500 bytes. */
    public static final int SEGMENT_LENGTH_MAX = 1_500;

    /** Several are made for each order at each step: an expression would be felt under load. */
    public DocumentPath {
        int segments = 0;
        int start = 0;
        while (start <= value.length()) {
            int slash = value.indexOf('/', start);
            int end = slash < 0 ? value.length() : slash;
            requireSegment(value, start, end);
            segments++;
            start = end + 1;
        }
        if (segments % 2 != 0) {
            throw new IllegalArgumentException("a document path has an even number of segments: " + value);
        }
    }

    /** The document at these alternating collection names and ids. */
    public static DocumentPath of(String... segments) {
        for (var segment : segments) {
            if (segment.indexOf('/') >= 0) {
                throw new IllegalArgumentException("a path segment has no slash: " + segment);
            }
        }
        return new DocumentPath(String.join("/", segments));
    }

    /** The last segment. */
    public String id() {
        return value.substring(value.lastIndexOf('/') + 1);
    }

    /** Everything before the last segment: the path of the collection that holds this document. */
    public String collection() {
        return value.substring(0, value.lastIndexOf('/'));
    }

    /** The names of the collections it stands in, outermost first: the same for all documents of a kind. */
    public List<String> collectionNames() {
        var segments = value.split("/");
        return IntStream.iterate(0, i -> i < segments.length, i -> i + 2)
                .mapToObj(i -> segments[i])
                .toList();
    }

    /** The document that the collection stands below; empty for a collection at the root. */
    public Optional<DocumentPath> parent() {
        var end = collection().lastIndexOf('/');
        return end < 0
                ? Optional.empty()
                : Optional.of(new DocumentPath(collection().substring(0, end)));
    }

    @Override
    public int compareTo(DocumentPath other) {
        int end = Math.min(value.length(), other.value.length());
        for (int i = 0; i < end; i++) {
            if (value.charAt(i) != other.value.charAt(i)) {
                return rank(value.charAt(i)) - rank(other.value.charAt(i));
            }
        }
        return value.length() - other.value.length();
    }

    @Override
    public String toString() {
        return value;
    }

    /** A slash comes before everything, and the halves of a pair, which stand for the highest code points, after it. */
    private static int rank(char unit) {
        if (unit == '/') {
            return -1;
        }
        return Character.isSurrogate(unit) ? unit + Character.MAX_VALUE : unit;
    }

    private static void requireSegment(String path, int start, int end) {
        if (start == end || end - start > SEGMENT_LENGTH_MAX || isReserved(path, start, end)) {
            throw new IllegalArgumentException("not a path segment: '" + path.substring(start, end) + "' in " + path);
        }
    }

    /** One or two dots, or whatever stands between two pairs of underscores. */
    private static boolean isReserved(String path, int start, int end) {
        int length = end - start;
        if (length <= 2) {
            return path.startsWith(length == 1 ? "." : "..", start);
        }
        return length >= 4 && path.startsWith("__", start) && path.startsWith("__", end - 2);
    }
}
