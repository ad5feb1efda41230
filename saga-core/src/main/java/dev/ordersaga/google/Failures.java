package dev.ordersaga.google;

import static dev.ordersaga.port.DocumentsException.Kind.BAD_REQUEST;
import static dev.ordersaga.port.DocumentsException.Kind.GUARD_FAILED;
import static dev.ordersaga.port.DocumentsException.Kind.UNAVAILABLE;

import dev.ordersaga.port.DocumentsException;
import dev.ordersaga.port.DocumentsException.Kind;
import io.grpc.Status;
import java.util.regex.Pattern;

/** What Firestore's status codes mean to a caller. */
final class Failures {

    private static final Pattern TOO_LARGE = Pattern.compile("message exceeds maximum size|message larger than max");

    private Failures() {}

    static DocumentsException ofRead(Throwable failure) {
        var status = Status.fromThrowable(failure);
        var kind = isBadRequest(failure, status) ? BAD_REQUEST : UNAVAILABLE;
        return exception(kind, status, failure);
    }

    static DocumentsException ofWrite(Throwable failure) {
        var status = Status.fromThrowable(failure);
        var kind = isBadRequest(failure, status) ? BAD_REQUEST : kindOfWrite(status);
        return exception(kind, status, failure);
    }

    /** A query that lacks its index never succeeds, until somebody makes one. */
    static DocumentsException ofQuery(Throwable failure) {
        var status = Status.fromThrowable(failure);
        return status.getCode() == Status.Code.FAILED_PRECONDITION
                ? exception(BAD_REQUEST, status, failure)
                : ofRead(failure);
    }

    /** What became of one of many independent writes. */
    static DocumentsException ofWrite(com.google.rpc.Status answer) {
        return ofWrite(Status.fromCodeValue(answer.getCode())
                .withDescription(answer.getMessage())
                .asRuntimeException());
    }

    private static Kind kindOfWrite(Status status) {
        return switch (status.getCode()) {
            case FAILED_PRECONDITION, ALREADY_EXISTS, NOT_FOUND, ABORTED -> GUARD_FAILED;
            default -> UNAVAILABLE;
        };
    }

    private static boolean isBadRequest(Throwable failure, Status status) {
        return switch (status.getCode()) {
            case INVALID_ARGUMENT -> true;
            case RESOURCE_EXHAUSTED ->
                status.getDescription() != null
                        && TOO_LARGE.matcher(status.getDescription()).find();
            default -> failure instanceof IllegalArgumentException;
        };
    }

    private static DocumentsException exception(Kind kind, Status status, Throwable failure) {
        if (failure instanceof DocumentsException known) {
            return known;
        }
        return new DocumentsException(kind, status.getCode() + " " + failure.getMessage(), failure);
    }
}
