package dev.ordersaga.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.ordersaga.saga.Order;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceExportTest {

    private static final Order ORDER = new Order("8f81be42-3ad2-4bf4-97d4-c6b047c7916e", "jack", "widget", 1);

    private static Config config(Map<String, String> variables) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(variables, "variables", 100))
                .build();
    }

    @ParameterizedTest
    @CsvSource({
        "OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318, true",
        "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://127.0.0.1:4318/v1/traces, true",
        "OTEL_TRACES_EXPORTER=otlp, true",
        "OTEL_TRACES_EXPORTER=none, false",
        "OTEL_EXPORTER_OTLP_ENDPOINT=, false",
        "OTEL_SERVICE_NAME=shop, false",
        "OTEL_TRACES_EXPORTER=none;OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318, false",
        "OTEL_SDK_DISABLED=true;OTEL_TRACES_EXPORTER=otlp, false"
    })
    void spans_go_somewhere_only_where_it_is_said(String variables, boolean wanted) {
        var given = new HashMap<String, String>();
        for (var variable : variables.split(";")) {
            given.put(variable.split("=")[0], variable.substring(variable.indexOf('=') + 1));
        }

        assertThat(TraceExport.isWanted(config(given))).isEqualTo(wanted);
    }

    @Test
    void an_order_without_a_trace_stays_without_one_where_spans_go_nowhere() {
        var export = new TraceExport(config(Map.of()));

        assertThat(export.traces().begin("POST /order", Optional.empty()).carry(ORDER))
                .isEqualTo(ORDER);
    }

    @Test
    void spans_go_to_the_collector_that_is_named_at_the_latest_at_the_end() throws IOException {
        var collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var received = new CopyOnWriteArrayList<String>();
        collector.createContext("/", exchange -> {
            try (exchange) {
                var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
                received.add("%s %s %s"
                        .formatted(
                                exchange.getRequestURI(),
                                exchange.getRequestHeaders().getFirst("Content-Type"),
                                Stream.of("POST /order", "some-service", ORDER.uuid())
                                        .allMatch(body::contains)));
                exchange.sendResponseHeaders(200, -1);
            }
        });
        collector.start();
        try {
            var export = new TraceExport(config(Map.of(
                    "quarkus.application.name",
                    "some-service",
                    "OTEL_EXPORTER_OTLP_ENDPOINT",
                    "http://127.0.0.1:" + collector.getAddress().getPort())));

            var request = export.traces().begin("POST /order", Optional.empty());
            request.carry(ORDER);
            request.end(202);
            export.close();
        } finally {
            collector.stop(0);
        }

        assertThat(received).containsExactly("/v1/traces application/x-protobuf true");
    }
}
