package dev.ordersaga.frontend;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * An answer as Server-Sent Events, in the form of the HTML standard. Nothing is kept for who does not keep up: their
 * stream ends, and they ask for the rest when they come back. May be used on any thread.
 */
final class EventStream {

    private final long openedNanos = System.nanoTime();
    private final RoutingContext request;
    private final Context thread;
    private final HttpServerResponse response;
    private volatile boolean closed;

    EventStream(RoutingContext request, Consumer<EventStream> closing) {
        this.request = request;
        this.thread = request.vertx().getOrCreateContext();
        this.response = request.response();
        request.addEndHandler(end -> {
            closed = true;
            closing.accept(this);
        });
    }

    boolean closed() {
        return closed;
    }

    /** Whether who listens has to say anew who they are. */
    boolean isExpired(Instant now) {
        return Caller.of(request).until().filter(now::isAfter).isPresent();
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - openedNanos);
    }

    /** Tells that there is a stream, though there is nothing to tell yet. */
    void begin() {
        thread.runOnContext(now -> write("retry:1000\n\n"));
    }

    /**
     * Tells an event.
     *
     * @param field what tells it from others: {@code id} or {@code event}
     * @param data one line
     */
    void send(String field, String value, String data) {
        thread.runOnContext(now -> write(field + ":" + value + "\ndata:" + data + "\n\n"));
    }

    /** Keeps the connection of a stream that has begun from being taken for dead. */
    void heartbeat() {
        thread.runOnContext(now -> {
            if (response.headWritten()) {
                write(":\n\n");
            }
        });
    }

    /** There is nothing more to tell. Where there never was an event, no content tells a browser not to come back. */
    void finish() {
        thread.runOnContext(now -> {
            if (!closed) {
                end(response.headWritten() ? response : response.setStatusCode(204));
            }
        });
    }

    /** Answers with a problem instead. */
    void fail(ProblemException problem) {
        thread.runOnContext(now -> {
            if (!closed) {
                request.fail(problem.status(), problem);
            }
        });
    }

    /** Ends so that who listens comes back. */
    void interrupt() {
        thread.runOnContext(now -> {
            if (response.headWritten()) {
                end(response);
            } else {
                response.reset();
            }
        });
    }

    private void write(String text) {
        if (closed) {
            return;
        }
        if (!response.headWritten()) {
            response.setChunked(true)
                    .putHeader("Content-Type", "text/event-stream")
                    .putHeader("Cache-Control", "no-store");
        }
        if (response.writeQueueFull()) {
            end(response);
        } else {
            response.write(text);
        }
    }

    private static void end(HttpServerResponse response) {
        if (!response.ended()) {
            response.end();
        }
    }
}
