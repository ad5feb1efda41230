package dev.ordersaga.engine;

import dev.ordersaga.port.Document;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Documents.Reading;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How many of the sagas due in a bucket the relay may take on. Those that it left alone last time tell: when some of them
 * moved by themselves there is a backlog that somebody works off, and only a small share of what moves may be said again;
 * when none did, nobody does, and the relay takes as many as were left alone, so far as it may: that two lie still says
 * little of a hundred.
 */
final class ClaimBudget {

    /** One saga that lies still is taken on at first sight. */
    private static final double AT_FIRST = 1;

    private final int claimsMax;
    private final double share;
    private Map<DocumentPath, Optional<Object>> left = Map.of();
    private double credit = AT_FIRST;

    ClaimBudget(int claimsMax, double share) {
        this.claimsMax = claimsMax;
        this.share = share;
    }

    /** Notes what is left alone this time. */
    void leave(List<Document> sagas) {
        left = sagas.stream().collect(Collectors.toUnmodifiableMap(Document::path, ClaimBudget::status));
    }

    /** Of those left alone, the ones that are no longer due: to be read, for it may have been another relay. */
    Set<DocumentPath> gone(Reading due) {
        return left.keySet().stream()
                .filter(path -> due.document(path).isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** How many may be taken now, given what those that are {@link #gone} have come to. */
    int claims(Set<DocumentPath> gone, Reading now) {
        long moved = gone.stream()
                .filter(path -> !now.document(path).flatMap(ClaimBudget::status).equals(left.get(path)))
                .count();
        if (left.isEmpty()) {
            credit = AT_FIRST;
        } else if (moved == 0) {
            credit = Math.min(claimsMax, left.size());
        } else {
            credit = Math.min(claimsMax, credit % 1 + share * moved);
        }
        return (int) credit;
    }

    private static Optional<Object> status(Document saga) {
        return Optional.ofNullable(saga.fields().get("status"));
    }
}
