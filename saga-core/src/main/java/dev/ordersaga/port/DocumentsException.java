package dev.ordersaga.port;

/** Why the database did not do what was asked. */
public final class DocumentsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What the caller can do about it. */
    public enum Kind {
        /** A guard did not hold: read again and decide again. */
        GUARD_FAILED,
        /** The request itself is bad or too large: it never succeeds as it is. Nothing was changed. */
        BAD_REQUEST,
        /** The database is away or cannot answer: whether anything was changed is unknown. */
        UNAVAILABLE
    }

    private final Kind kind;

    public DocumentsException(Kind kind, String message, Throwable cause) {
        super(kind + ": " + message, cause);
        this.kind = kind;
    }

    public DocumentsException(Kind kind, String message) {
        this(kind, message, null);
    }

    public Kind kind() {
        return kind;
    }
}
