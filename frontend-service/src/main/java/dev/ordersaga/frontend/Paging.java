package dev.ordersaga.frontend;

import java.util.List;
import java.util.Optional;

/** How lists are cut into pages. */
final class Paging {

    static final int SIZE = 20;
    static final int SIZE_MAX = 100;

    private Paging() {}

    /** How much the caller wants to have at once; null for whatever is usual. */
    static int size(String limit) {
        if (limit == null) {
            return SIZE;
        }
        if (!limit.matches("[1-9][0-9]{0,2}") || Integer.parseInt(limit) > SIZE_MAX) {
            throw ProblemException.badField("limit", "a whole number from 1 to " + SIZE_MAX);
        }
        return Integer.parseInt(limit);
    }

    /** The last of a full page, behind which there may be more. */
    static <T> Optional<T> last(List<T> page, int size) {
        return page.size() < size ? Optional.empty() : Optional.of(page.get(size - 1));
    }
}
