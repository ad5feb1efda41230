package dev.ordersaga.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.engine.Hop;
import dev.ordersaga.engine.Hop.Source;
import dev.ordersaga.saga.Order;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TracesTest {

    private static final String CALLER = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final String OTHER = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final Order ORDER = new Order("8f81be42-3ad2-4bf4-97d4-c6b047c7916e", "jack", "widget", 1);
    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final Traces traces = new Traces(OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build())
            .build());

    private static Hop hop(String traceparent, Optional<Source> source, Optional<String> trouble) {
        return new Hop(
                source.isPresent() ? "process" : "wake",
                source,
                "order-service",
                ORDER.uuid(),
                traceparent,
                "ORDER_CREATED",
                "stored",
                trouble,
                AT,
                AT.plusMillis(5),
                AT.plusMillis(8),
                2,
                List.of(OTHER));
    }

    @Test
    void the_request_is_the_root_and_every_hop_hangs_on_it() {
        var request = traces.begin("POST /order", Optional.empty());
        var carried = request.carry(ORDER);
        request.end(202);
        traces.tell(hop(
                carried.traceparent().orElseThrow(),
                Optional.of(new Source("frontend", "frontend-sub", "17")),
                Optional.empty()));

        var root = spans.getFinishedSpanItems().get(0);
        var hop = spans.getFinishedSpanItems().get(1);
        assertThat(root.getName()).isEqualTo("POST /order");
        assertThat(root.getKind()).isEqualTo(SpanKind.SERVER);
        assertThat(root.getParentSpanContext().isValid()).isFalse();
        assertThat(carried.traceparent()).contains("00-%s-%s-01".formatted(root.getTraceId(), root.getSpanId()));
        assertThat(hop.getName()).isEqualTo("process frontend");
        assertThat(hop.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(hop.getTraceId()).isEqualTo(root.getTraceId());
        assertThat(hop.getParentSpanId()).isEqualTo(root.getSpanId());
    }

    @Test
    void a_hop_tells_what_was_done_when_and_with_whom() {
        traces.tell(hop(CALLER, Optional.of(new Source("frontend", "frontend-sub", "17")), Optional.empty()));

        var hop = spans.getFinishedSpanItems().get(0);
        assertThat(hop.getAttributes().asMap())
                .containsEntry(AttributeKey.stringKey("ordersaga.uuid"), ORDER.uuid())
                .containsEntry(AttributeKey.stringKey("ordersaga.step"), "order-service")
                .containsEntry(AttributeKey.stringKey("ordersaga.status"), "ORDER_CREATED")
                .containsEntry(AttributeKey.stringKey("ordersaga.outcome"), "stored")
                .containsEntry(AttributeKey.longKey("ordersaga.batch.size"), 2L)
                .containsEntry(AttributeKey.stringKey("messaging.system"), "gcp_pubsub")
                .containsEntry(AttributeKey.stringKey("messaging.destination.name"), "frontend")
                .containsEntry(AttributeKey.stringKey("messaging.destination.subscription.name"), "frontend-sub")
                .containsEntry(AttributeKey.stringKey("messaging.message.id"), "17");
        assertThat(hop.getStartEpochNanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(AT.toEpochMilli()));
        assertThat(hop.getEndEpochNanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(AT.toEpochMilli() + 8));
        assertThat(hop.getEvents()).hasSize(1);
        assertThat(hop.getEvents().get(0).getEpochNanos())
                .isEqualTo(TimeUnit.MILLISECONDS.toNanos(AT.toEpochMilli() + 5));
        assertThat(hop.getLinks()).hasSize(1);
        assertThat(hop.getLinks().get(0).getSpanContext().getTraceId()).isEqualTo(OTHER.substring(3, 35));
        assertThat(hop.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    }

    @Test
    void a_hop_that_no_message_brought_is_the_houses_own() {
        traces.tell(hop(CALLER, Optional.empty(), Optional.of("no answer")));

        var hop = spans.getFinishedSpanItems().get(0);
        assertThat(hop.getName()).isEqualTo("wake");
        assertThat(hop.getKind()).isEqualTo(SpanKind.INTERNAL);
        assertThat(hop.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(hop.getStatus().getDescription()).isEqualTo("no answer");
    }

    @Test
    void a_callers_trace_goes_on() {
        var request = traces.begin("POST /order", Optional.of(CALLER));
        var carried = request.carry(ORDER);
        request.end(503);

        var root = spans.getFinishedSpanItems().get(0);
        assertThat(root.getTraceId()).isEqualTo(CALLER.substring(3, 35));
        assertThat(root.getParentSpanId()).isEqualTo(CALLER.substring(36, 52));
        assertThat(root.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(carried.traceparent()).contains("00-%s-%s-01".formatted(root.getTraceId(), root.getSpanId()));
    }

    @Test
    void what_a_caller_asks_not_to_be_traced_is_not() {
        var request = traces.begin("POST /order", Optional.of(CALLER.replaceFirst("01$", "00")));
        var carried = request.carry(ORDER);
        request.end(202);
        traces.tell(hop(carried.traceparent().orElseThrow(), Optional.empty(), Optional.empty()));

        assertThat(spans.getFinishedSpanItems()).isEmpty();
    }

    @Test
    void a_context_that_is_none_is_taken_for_none() {
        var request = traces.begin("POST /order", Optional.of("00-rubbish-01"));
        request.end(202);

        assertThat(spans.getFinishedSpanItems().get(0).getParentSpanContext().isValid())
                .isFalse();
    }

    @Test
    void where_nothing_is_exported_a_callers_context_is_handed_on_and_nothing_made_up() {
        var off = Traces.none();

        assertThat(off.told()).isFalse();
        assertThat(traces.told()).isTrue();
        assertThat(off.begin("POST /order", Optional.of(CALLER)).carry(ORDER).traceparent())
                .contains(CALLER);
        assertThat(off.begin("POST /order", Optional.of("rubbish")).carry(ORDER))
                .isEqualTo(ORDER);
        assertThat(off.begin("POST /order", Optional.empty()).carry(ORDER)).isEqualTo(ORDER);
    }
}
