package dev.ordersaga.frontend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ordersaga.engine.SagaEngine;
import dev.ordersaga.port.Time;
import dev.ordersaga.saga.Identifiers;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.saga.Saga.Entry;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What becomes of an order, change by change, as it happens: {@code GET /order/{uuid}/events}. */
@Singleton
class OrderEvents {

    private final OrderWatch watch;
    private final EventStreams streams;
    private final HttpEdge edge;
    private final ObjectMapper json;
    private Entry latest;
    private String latestText;

    OrderEvents(
            SagaEngine engine,
            Time time,
            EventStreams streams,
            HttpEdge edge,
            FrontendConfig config,
            ObjectMapper json,
            MeterRegistry meters) {
        var reads = meters.counter("ordersaga.watch.reads");
        this.watch = new OrderWatch(
                uuids -> {
                    reads.increment(uuids.size());
                    return engine.findAll(uuids)
                            .ifNoItem()
                            .after(config.answerWithin())
                            .fail();
                },
                time,
                config.watchEvery());
        this.streams = streams;
        this.edge = edge;
        this.json = json;
    }

    void route(@Observes Router router) {
        edge.stream(router, "/order/:uuid/events", this::answer);
    }

    private void answer(RoutingContext request) {
        var uuid = request.pathParam("uuid");
        if (!Identifiers.isUuid(uuid)) {
            throw ProblemException.noOrder(uuid);
        }
        int known = lastEventId(request);
        watch.join(new Listener(uuid, known, Caller.of(request), streams.open(request)));
    }

    /** What a client that comes back has heard already: the number of the last change. */
    private static int lastEventId(RoutingContext request) {
        var id = Optional.ofNullable(request.request().getHeader("Last-Event-ID"))
                .filter(text -> !text.isEmpty())
                .orElse("0");
        if (!id.matches("[0-9]{1,9}")) {
            throw ProblemException.badRequest("Last-Event-ID must be the id of an event of this order, a number");
        }
        return Integer.parseInt(id);
    }

    /** On the watch's thread: whoever watches an order is told a change right after each other. */
    private String text(Entry change) {
        if (change != latest) {
            latest = change;
            latestText = write(change);
        }
        return latestText;
    }

    private String write(Entry change) {
        try {
            return json.writeValueAsString(OrderView.Change.of(change));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a change that cannot be written as JSON", e);
        }
    }

    private final class Listener implements OrderWatch.Watcher {

        private final String uuid;
        private final Caller caller;
        private final EventStream stream;
        private int known;

        private Listener(String uuid, int known, Caller caller, EventStream stream) {
            this.uuid = uuid;
            this.known = known;
            this.caller = caller;
            this.stream = stream;
        }

        @Override
        public String uuid() {
            return uuid;
        }

        @Override
        public boolean gone() {
            return stream.closed();
        }

        @Override
        public boolean maySee(Saga saga) {
            return caller.maySee(saga);
        }

        @Override
        public int known() {
            return known;
        }

        @Override
        public void changed(int number, Entry change) {
            known = number;
            stream.send("id", Integer.toString(number), text(change));
        }

        @Override
        public void begins() {
            stream.begin();
        }

        @Override
        public void rests() {
            stream.finish();
        }

        @Override
        public void unknown() {
            stream.fail(ProblemException.noOrder(uuid));
        }

        @Override
        public void failed(Throwable failure) {
            stream.fail(edge.away("The order cannot be looked up at the moment.", failure));
        }
    }
}
