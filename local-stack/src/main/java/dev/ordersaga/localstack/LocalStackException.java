package dev.ordersaga.localstack;

/** Says, in words for the person at the terminal, why the system cannot run here and what to do about it. */
public final class LocalStackException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LocalStackException(String message) {
        super(message);
    }

    LocalStackException(String message, Throwable cause) {
        super(message, cause);
    }
}
