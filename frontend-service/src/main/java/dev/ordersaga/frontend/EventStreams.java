package dev.ordersaga.frontend;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All the answers that are streams of events: not too many, none longer than the caller's token, none silent for long. */
@Singleton
class EventStreams {

    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
    private final FrontendConfig config;

    EventStreams(FrontendConfig config) {
        this.config = config;
    }

    /** A service that is told to end waits for its requests first, so streams end when the process is told. */
    void start(@Observes StartupEvent event, Vertx vertx) {
        vertx.setPeriodic(config.heartbeatEvery().toMillis(), timer -> open.forEach(this::look));
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "event-streams"));
    }

    void stop(@Observes ShutdownEvent event) {
        end();
    }

    /** Begins to answer with a stream, or fails because there are too many. */
    EventStream open(RoutingContext request) {
        if (open.size() >= config.streamsMax()) {
            throw ProblemException.tooMany("Too many are watching.", config.retryAfter());
        }
        var stream = new EventStream(request, open::remove);
        open.add(stream);
        return stream;
    }

    private void look(EventStream stream) {
        if (stream.age().compareTo(config.streamLifeMax()) > 0 || stream.isExpired(Instant.now())) {
            stream.interrupt();
        } else {
            stream.heartbeat();
        }
    }

    private void end() {
        open.forEach(EventStream::interrupt);
    }
}
