package dev.ordersaga.runtime;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/**
 * Where spans go: wherever OpenTelemetry's own variables say, {@code OTEL_EXPORTER_OTLP_ENDPOINT} for one. Where none of
 * them names an exporter nothing of the SDK is started. It is nobody else's: Google's clients find none and tell none.
 */
@Singleton
class TraceExport {

    private static final long FLUSH_SECONDS_MAX = 2;

    private final Optional<OpenTelemetrySdk> sdk;

    TraceExport(Config config) {
        this.sdk = isWanted(config) ? Optional.of(sdk(config)) : Optional.empty();
    }

    @Produces
    @Singleton
    Traces traces() {
        return sdk.map(Traces::new).orElseGet(Traces::none);
    }

    /** What is told until now still gets away. */
    @PreDestroy
    void close() {
        sdk.ifPresent(open -> open.shutdown().join(FLUSH_SECONDS_MAX, TimeUnit.SECONDS));
    }

    static boolean isWanted(Config config) {
        if (value(config, "OTEL_SDK_DISABLED").filter("true"::equalsIgnoreCase).isPresent()) {
            return false;
        }
        return value(config, "OTEL_TRACES_EXPORTER")
                .map(exporter -> !exporter.equals("none"))
                .orElseGet(() -> Stream.of("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
                        .anyMatch(endpoint -> value(config, endpoint).isPresent()));
    }

    private static OpenTelemetrySdk sdk(Config config) {
        return AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(() -> properties(config))
                .disableShutdownHook()
                .build()
                .getOpenTelemetrySdk();
    }

    /** The variables, a {@code .env} file's too, as the SDK names them; of what it could tell, it tells traces alone. */
    private static Map<String, String> properties(Config config) {
        var properties = new HashMap<String, String>();
        properties.put("otel.metrics.exporter", "none");
        properties.put("otel.logs.exporter", "none");
        properties.put("otel.exporter.otlp.protocol", "http/protobuf");
        value(config, "quarkus.application.name").ifPresent(name -> properties.put("otel.service.name", name));
        config.getPropertyNames().forEach(name -> {
            if (name.startsWith("OTEL_")) {
                value(config, name)
                        .ifPresent(value ->
                                properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value));
            }
        });
        return properties;
    }

    private static Optional<String> value(Config config, String name) {
        return config.getOptionalValue(name, String.class).filter(value -> !value.isBlank());
    }
}
