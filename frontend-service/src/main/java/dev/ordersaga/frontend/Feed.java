package dev.ordersaga.frontend;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Names;
import dev.ordersaga.port.Time;
import dev.ordersaga.port.Topics;
import dev.ordersaga.port.Topics.Delivery;
import dev.ordersaga.runtime.Onlooker;
import dev.ordersaga.saga.StrictJson;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * What happens to all orders, live: {@code GET /events}. Its subscriptions are this instance's own; they are made when
 * somebody first listens, and go with the instance.
 */
@Singleton
class Feed {

    /** What an event is called, by the topic that tells it. */
    private static final Map<String, String> TYPES = Map.of(
            Flow.ORDERS.topicOf(Flow.ORDERS.completed()),
            "success",
            Flow.ERROR_TOPIC,
            "error",
            Flow.COMPENSATED_TOPIC,
            "compensated");

    private static final Logger LOG = Logger.getLogger(Feed.class);

    private final Onlooker onlooker;
    private final EventStreams streams;
    private final HttpEdge edge;
    private final FrontendConfig config;
    private final Set<EventStream> listeners = ConcurrentHashMap.newKeySet();
    private final Map<String, Uni<Void>> heard = new HashMap<>();

    Feed(Names names, Topics topics, Time time, EventStreams streams, HttpEdge edge, FrontendConfig config) {
        this.onlooker = new Onlooker("feed", names, topics, time);
        this.streams = streams;
        this.edge = edge;
        this.config = config;
    }

    void route(@Observes Router router) {
        if (config.feed()) {
            edge.stream(router, "/events", this::answer);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        onlooker.leave();
    }

    private void answer(RoutingContext request) {
        Caller.of(request).mustBeOperator();
        var stream = streams.open(request);
        started().ifNoItem().after(config.answerWithin()).fail().subscribe().with(listening -> add(stream), failure -> {
            LOG.warnf("cannot listen to what happens: %s", failure.getMessage());
            stream.fail(edge.away("What happens cannot be heard at the moment.", failure));
        });
    }

    private void add(EventStream listener) {
        listeners.removeIf(EventStream::closed);
        listeners.add(listener);
        listener.begin();
    }

    /** Each subscription is made once for all who come, and tried again by the next when it could not be made. */
    private synchronized Uni<Void> started() {
        var listening = TYPES.entrySet().stream()
                .map(type -> heard.computeIfAbsent(type.getKey(), topic -> listen(topic, type.getValue())))
                .toList();
        return Uni.join().all(listening).andCollectFailures().replaceWithVoid();
    }

    private Uni<Void> listen(String topic, String type) {
        return onlooker.listen(topic, delivery -> tell(type, delivery))
                .onFailure()
                .invoke(() -> forget(topic))
                .memoize()
                .indefinitely();
    }

    private synchronized void forget(String topic) {
        heard.remove(topic);
    }

    /** On the error topic there may be anything; what is no JSON is for the janitor. */
    private void tell(String type, Delivery delivery) {
        try {
            var line = StrictJson.read(delivery.message().data()).toString();
            listeners.forEach(listener -> listener.send("event", type, line));
        } catch (IOException e) {
            LOG.debugf("not told: %s", e.getMessage());
        }
    }
}
