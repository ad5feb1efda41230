package dev.ordersaga.frontend;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** An answer that is not what was asked for, told as RFC 9457 has it. */
final class ProblemException extends RuntimeException {

    static final String MEDIA_TYPE = "application/problem+json";

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;
    private final transient Map<String, Object> members = new LinkedHashMap<>();
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    private ProblemException(int status, String title, String detail, Throwable cause) {
        super(detail, cause);
        this.status = status;
        this.title = title;
    }

    private ProblemException(int status, String title, String detail) {
        this(status, title, detail, null);
    }

    static ProblemException badRequest(String detail) {
        return new ProblemException(400, "Bad Request", detail);
    }

    static ProblemException badField(String field, String rule) {
        return badRequest("%s must be %s".formatted(field, rule)).with("field", field);
    }

    /** Who asks has not said who they are. */
    static ProblemException noToken() {
        return new ProblemException(401, "Unauthorized", "A bearer token is needed.")
                .withHeader("WWW-Authenticate", "Bearer");
    }

    static ProblemException badToken(String detail) {
        return new ProblemException(401, "Unauthorized", detail)
                .withHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    }

    static ProblemException forbidden(String detail) {
        return new ProblemException(403, "Forbidden", detail);
    }

    static ProblemException notFound(String detail) {
        return new ProblemException(404, "Not Found", detail);
    }

    static ProblemException noOrder(String uuid) {
        return notFound("There is no order " + uuid + ".");
    }

    static ProblemException conflict(String detail) {
        return new ProblemException(409, "Conflict", detail);
    }

    static ProblemException keyReused() {
        return new ProblemException(
                422,
                "Unprocessable Content",
                "Another order was sent with this Idempotency-Key: use a new key for each order.");
    }

    static ProblemException notAllowed(String method, Set<String> allowed) {
        var methods = String.join(", ", allowed);
        return new ProblemException(
                        405, "Method Not Allowed", "%s is not possible here, only %s.".formatted(method, methods))
                .withHeader("Allow", methods);
    }

    static ProblemException notAcceptable() {
        return new ProblemException(406, "Not Acceptable", "The answer can only be had as application/json.");
    }

    static ProblemException tooLarge(long bytesMax) {
        return new ProblemException(413, "Content Too Large", "The body may have %d bytes.".formatted(bytesMax));
    }

    static ProblemException unsupported() {
        return new ProblemException(415, "Unsupported Media Type", "The body must be application/json.")
                .withHeader("Accept", "application/json");
    }

    static ProblemException tooMany(String detail, Duration retryAfter) {
        return new ProblemException(429, "Too Many Requests", detail).withRetryAfter(retryAfter);
    }

    static ProblemException bug(Throwable cause) {
        return new ProblemException(
                500, "Internal Server Error", "Something went wrong here; it is being logged.", cause);
    }

    static ProblemException away(String detail, Duration retryAfter, Throwable cause) {
        return new ProblemException(503, "Service Unavailable", detail, cause).withRetryAfter(retryAfter);
    }

    /** A problem that only the protocol knows more of. */
    static ProblemException of(int status, String title) {
        return new ProblemException(status, title, "The request cannot be answered: %s.".formatted(title));
    }

    ProblemException with(String member, Object value) {
        members.put(member, value);
        return this;
    }

    private ProblemException withHeader(String name, String value) {
        headers.put(name, value);
        return this;
    }

    private ProblemException withRetryAfter(Duration pause) {
        return withHeader("Retry-After", Long.toString(pause.toSeconds()));
    }

    int status() {
        return status;
    }

    /** What goes with the status: when to try again, what is allowed, what is asked for. */
    Map<String, String> headers() {
        return headers;
    }

    Map<String, Object> body() {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "about:blank");
        body.put("title", title);
        body.put("status", status);
        body.put("detail", getMessage());
        body.putAll(members);
        return body;
    }
}
