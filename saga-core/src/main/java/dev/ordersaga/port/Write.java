package dev.ordersaga.port;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** One change of one document; see {@link Documents#commit}. Values are those of {@link Document}. */
public sealed interface Write {

    DocumentPath path();

    /** Makes a document; fails the commit with {@code GUARD_FAILED} when it exists. */
    record Create(DocumentPath path, Map<String, Object> fields) implements Write {}

    /**
     * Sets the fields named and removes those cleared, leaving the others; fails the commit with {@code GUARD_FAILED}
     * unless the document exists and was last changed at {@code guard}. An update that changes no value keeps the old
     * time and so fences nobody: change a version field with it.
     */
    record Update(DocumentPath path, Map<String, Object> fields, Set<String> cleared, Instant guard) implements Write {

        /**
         * When no document was ever changed: a guard that always fails. The epoch itself would not do, which on the wire
         * looks like no guard at all, and is taken for none by the emulator.
         */
        public static final Instant NEVER = Instant.EPOCH.plusSeconds(1);

        public Update {
            if (guard.isBefore(NEVER)) {
                throw new IllegalArgumentException("no guard: " + guard);
            }
        }
    }

    /**
     * Adds to numeric fields; fails the commit with {@code GUARD_FAILED} when the document is missing. It carries no
     * guard of its own: put it beside a guarded write, or a commit repeated after an unknown outcome adds twice.
     */
    record Increment(DocumentPath path, Map<String, Long> amounts) implements Write {}

    /** Removes a document; removing a missing one changes nothing. */
    record Delete(DocumentPath path) implements Write {}
}
