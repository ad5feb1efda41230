package dev.ordersaga.runtime;

import dev.ordersaga.engine.Hop;
import dev.ordersaga.saga.Order;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The traces that orders are part of, one for each. The request that brings an order is the span that all others hang on:
 * its context is kept in the saga, and whatever is done about the order, by whichever service and however often, is told
 * from there. Where nothing is exported a caller's context is read once, to be handed on if it is one, and no work is told.
 */
public final class Traces {

    private static final TextMapGetter<Map<String, String>> CARRIER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
            return carrier.keySet();
        }

        @Override
        public String get(Map<String, String> carrier, String key) {
            return carrier.get(key);
        }
    };

    private final Tracer tracer;
    private final boolean told;

    private Traces(OpenTelemetry telemetry, boolean told) {
        this.tracer = telemetry.getTracer("dev.ordersaga");
        this.told = told;
    }

    /** Traces that go wherever these are exported to. */
    Traces(OpenTelemetry telemetry) {
        this(telemetry, true);
    }

    /** Traces that go nowhere. */
    public static Traces none() {
        return new Traces(OpenTelemetry.noop(), false);
    }

    /**
     * A request begins that may bring an order.
     *
     * @param traceparent the caller's W3C context, as it came
     */
    public Request begin(String route, Optional<String> traceparent) {
        return new Request(tracer.spanBuilder(route)
                .setParent(traceparent.map(Traces::context).orElse(Context.root()))
                .setSpanKind(SpanKind.SERVER)
                .setAttribute("http.request.method", route.substring(0, route.indexOf(' ')))
                .setAttribute("http.route", route.substring(route.indexOf(' ') + 1))
                .startSpan());
    }

    /** Whether they go anywhere. */
    boolean told() {
        return told;
    }

    /** A work is over. */
    void tell(Hop hop) {
        var builder = tracer.spanBuilder(hop.source()
                        .map(source -> hop.task() + " " + source.topic())
                        .orElse(hop.task()))
                .setParent(context(hop.traceparent()))
                .setSpanKind(hop.source().isPresent() ? SpanKind.CONSUMER : SpanKind.INTERNAL)
                .setStartTimestamp(hop.from())
                .setAttribute("ordersaga.uuid", hop.uuid())
                .setAttribute("ordersaga.step", hop.step())
                .setAttribute("ordersaga.status", hop.status())
                .setAttribute("ordersaga.outcome", hop.outcome())
                .setAttribute("ordersaga.batch.size", (long) hop.works());
        hop.source()
                .ifPresent(source -> builder.setAttribute("messaging.system", "gcp_pubsub")
                        .setAttribute("messaging.operation.name", "process")
                        .setAttribute("messaging.operation.type", "process")
                        .setAttribute("messaging.destination.name", source.topic())
                        .setAttribute("messaging.destination.subscription.name", source.subscription())
                        .setAttribute("messaging.message.id", source.id()));
        hop.others()
                .forEach(other ->
                        builder.addLink(Span.fromContext(context(other)).getSpanContext()));
        var span = builder.startSpan();
        span.addEvent("decided", hop.decided());
        hop.trouble().ifPresent(trouble -> span.setStatus(StatusCode.ERROR, trouble));
        span.end(hop.to());
    }

    private static Context context(String traceparent) {
        return W3CTraceContextPropagator.getInstance()
                .extract(Context.root(), Map.of("traceparent", traceparent), CARRIER);
    }

    /** A request under way. */
    public static final class Request {

        private final Span span;

        private Request(Span span) {
            this.span = span;
        }

        /** The order that it brings, as part of its trace. */
        public Order carry(Order order) {
            var context = span.getSpanContext();
            if (!context.isValid()) {
                return order;
            }
            span.setAttribute("ordersaga.uuid", order.uuid());
            var carrier = new HashMap<String, String>();
            W3CTraceContextPropagator.getInstance()
                    .inject(Context.root().with(span), carrier, (map, key, value) -> map.put(key, value));
            return order.tracedBy(carrier.get("traceparent"));
        }

        /** It was answered with this status. */
        public void end(int status) {
            span.setAttribute("http.response.status_code", (long) status);
            if (status >= 500) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        }
    }
}
