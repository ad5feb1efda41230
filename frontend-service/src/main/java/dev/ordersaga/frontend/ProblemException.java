package dev.ordersaga.frontend;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer that is not what was asked for, told as RFC 9457 has it. */
final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;
    private final transient Map<String, Object> members = new LinkedHashMap<>();
    private final long retryAfterSeconds;

    private ProblemException(int status, String title, String detail, Duration retryAfter, Throwable cause) {
        super(detail, cause);
        this.status = status;
        this.title = title;
        this.retryAfterSeconds = retryAfter.toSeconds();
    }

    static ProblemException badRequest(String detail) {
        return new ProblemException(400, "Bad Request", detail, Duration.ZERO, null);
    }

    static ProblemException badField(String field, String rule) {
        return badRequest("%s must be %s".formatted(field, rule)).with("field", field);
    }

    static ProblemException notFound(String detail) {
        return new ProblemException(404, "Not Found", detail, Duration.ZERO, null);
    }

    static ProblemException tooMany(Duration retryAfter) {
        return new ProblemException(
                429, "Too Many Requests", "Too many orders are waiting; this one was not taken.", retryAfter, null);
    }

    static ProblemException away(String detail, Duration retryAfter, Throwable cause) {
        return new ProblemException(503, "Service Unavailable", detail, retryAfter, cause);
    }

    ProblemException with(String member, Object value) {
        members.put(member, value);
        return this;
    }

    int status() {
        return status;
    }

    /** Seconds after which to try again; 0 when trying again is no use. */
    long retryAfterSeconds() {
        return retryAfterSeconds;
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
