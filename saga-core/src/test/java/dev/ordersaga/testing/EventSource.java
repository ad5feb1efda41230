package dev.ordersaga.testing;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;

/** Hears a stream of Server-Sent Events, once: what a browser would do when it ends is for the test to do. */
public final class EventSource implements Flow.Subscriber<String>, AutoCloseable {

    /**
     * An event.
     *
     * @param id the id of the last event that had one, as the browser would send it when it comes back
     */
    public record Event(String id, String type, String data, Instant heardAt) {}

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> status = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile Flow.Subscription subscription;
    private volatile boolean began;
    private String id = "";
    private String type = "message";
    private String data;

    private EventSource() {}

    public static EventSource open(HttpClient http, URI uri) {
        return open(http, uri, Map.of());
    }

    /** Asks for what comes after an event. */
    public static EventSource open(HttpClient http, URI uri, String lastEventId) {
        return open(http, uri, Map.of("Last-Event-ID", lastEventId));
    }

    /** Asks with these headers. */
    public static EventSource open(HttpClient http, URI uri, Map<String, String> headers) {
        var source = new EventSource();
        var request = HttpRequest.newBuilder(uri).header("Accept", "text/event-stream");
        headers.forEach(request::header);
        http.sendAsync(request.build(), answer -> {
                    source.status.complete(answer.statusCode());
                    return BodyHandlers.fromLineSubscriber(source).apply(answer);
                })
                .whenComplete((answer, failure) -> {
                    if (failure != null) {
                        source.status.completeExceptionally(failure);
                        source.ended.complete(null);
                    }
                });
        return source;
    }

    /** The answer's status, once there is one. */
    public int status() {
        return status.join();
    }

    public List<Event> events() {
        return List.copyOf(events);
    }

    public List<String> data() {
        return events.stream().map(Event::data).toList();
    }

    /** Whether anything was said, be it that there is nothing to say. */
    public boolean began() {
        return began;
    }

    public boolean ended() {
        return ended.isDone();
    }

    @Override
    public void close() {
        if (subscription != null) {
            subscription.cancel();
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        began = true;
        if (line.isEmpty()) {
            if (data != null) {
                events.add(new Event(id, type, data, Instant.now()));
            }
            type = "message";
            data = null;
        } else if (line.startsWith("id:")) {
            id = line.substring("id:".length()).strip();
        } else if (line.startsWith("event:")) {
            type = line.substring("event:".length()).strip();
        } else if (line.startsWith("data:")) {
            data = line.substring("data:".length()).strip();
        }
    }

    @Override
    public void onError(Throwable failure) {
        ended.complete(null);
    }

    @Override
    public void onComplete() {
        ended.complete(null);
    }
}
