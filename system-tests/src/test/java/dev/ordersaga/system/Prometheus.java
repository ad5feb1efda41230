package dev.ordersaga.system;

import static org.awaitility.Awaitility.await;

import dev.ordersaga.localstack.LocalStack;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A Prometheus that watches the services of a shop by the rules that are deployed, only more nervously. */
final class Prometheus implements AutoCloseable {

    /** Ends with whoever started it: then nothing holds the other end of its input. */
    private static final String TETHERED =
            "exec 3<&0; \"$@\" & it=$!; { cat <&3 >/dev/null; kill $it; } & wait $it; kill $!";

    private static final int STARTS_MAX = 5;

    private static final Duration END = Duration.ofSeconds(10);

    private final URI address;
    private final Process process;

    private Prometheus(URI address, Process process) {
        this.address = address;
        this.process = process;
    }

    /** Where there is one; fails, and tells how to get one, where there is none. */
    static String find() {
        return new Terminal(Path.of("target"), Map.of()).run("../prometheus").strip();
    }

    /** Starts one, which judges by the rules from when it has seen all services: that takes it a while. */
    static Prometheus watch(String program, LocalStack stack, String rules, Path folder) {
        write(folder, "alerts.yml", "groups: []\n");
        write(folder, "prometheus.yml", configuration(stack));
        var started = start(program, folder);
        for (var starts = 1; starts < STARTS_MAX && !started.lives(); starts++) {
            started.close();
            started = start(program, folder);
        }
        try {
            started.awaitAllUp(stack.names().size());
            write(folder, "alerts.yml", rules);
            RestAssured.post(started.address + "/-/reload").then().statusCode(200);
            return started;
        } catch (RuntimeException | Error e) {
            started.close();
            throw e;
        }
    }

    private static void write(Path folder, String file, String text) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** On a port that somebody else may take before it does: then it ends. */
    private static Prometheus start(String program, Path folder) {
        var port = freePort();
        try {
            var process = new ProcessBuilder(
                            "sh",
                            "-c",
                            TETHERED,
                            "sh",
                            program,
                            "--config.file=prometheus.yml",
                            "--storage.tsdb.path=data",
                            "--web.enable-lifecycle",
                            "--web.listen-address=127.0.0.1:" + port)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.to(folder.resolve("prometheus.log").toFile()))
                    .start();
            return new Prometheus(URI.create("http://127.0.0.1:" + port), process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String configuration(LocalStack stack) {
        var targets = stack.names().stream()
                .map(name -> """
                              - targets: ["127.0.0.1:%d"]
                                labels: {service: %s}
                        """.formatted(stack.baseUri(name).getPort(), name))
                .collect(Collectors.joining());
        return """
                global: {scrape_interval: 2s, scrape_timeout: 2s, evaluation_interval: 1s}
                rule_files: [alerts.yml]
                scrape_configs:
                  - job_name: ordersaga
                    metrics_path: /q/metrics
                    static_configs:
                """ + targets;
    }

    /** Whether it answers, and has not ended instead. */
    private boolean lives() {
        await("Prometheus")
                .atMost(Shop.PATIENCE)
                .ignoreExceptions()
                .until(() -> !process.isAlive()
                        || RestAssured.get(address + "/-/ready").statusCode() == 200);
        return process.isAlive();
    }

    private void awaitAllUp(int services) {
        await("Prometheus").atMost(Shop.PATIENCE).ignoreExceptions().until(() -> value("sum(up)") == services);
    }

    /** What an expression comes to now; zero when there is no such thing. */
    double value(String expression) {
        var values = query(expression).getList("data.result.value", List.class);
        return values.isEmpty() ? 0 : Double.parseDouble((String) values.get(0).get(1));
    }

    /** The alerts that have fired at any time. */
    Set<String> fired() {
        return new TreeSet<>(
                query("count_over_time(ALERTS{alertstate=\"firing\"}[1h])").getList("data.result.metric.alertname"));
    }

    /** The rules that could be evaluated. */
    List<String> evaluated() {
        return ask("/api/v1/rules").getList("data.groups.rules.flatten().findAll { it.health == 'ok' }.name");
    }

    /** The metrics that were scraped. */
    List<String> metrics() {
        return ask("/api/v1/label/__name__/values").getList("data");
    }

    /** Returns when an alert has fired. */
    void awaitFired(String alert, Duration limit) {
        await(alert).atMost(limit).pollInterval(Duration.ofMillis(500)).until(() -> fired().contains(alert));
    }

    private JsonPath query(String expression) {
        return told(RestAssured.given().queryParam("query", expression).get(address + "/api/v1/query"));
    }

    private JsonPath ask(String path) {
        return told(RestAssured.get(address + path));
    }

    private static JsonPath told(Response answer) {
        return answer.then().statusCode(200).extract().jsonPath();
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
