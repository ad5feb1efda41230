package dev.ordersaga.system;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What {@code deploy/monitoring} holds. */
final class Monitoring {

    private static final Path FOLDER = Path.of("..", "deploy", "monitoring");
    private static final Pattern METRIC = Pattern.compile("\\b(?:ordersaga|http_server)_[a-z_]+\\b|\\bup\\b");

    private Monitoring() {}

    static String alertRules() {
        return read("alerts.yml");
    }

    /** Each alert as it stands there, its lines and all. */
    static List<String> alerts() {
        return Stream.of(alertRules().split("\\n {6}- alert: ")).skip(1).toList();
    }

    static List<String> alertNames() {
        return alerts().stream()
                .map(alert -> alert.lines().findFirst().orElseThrow())
                .toList();
    }

    static JsonPath dashboard() {
        return JsonPath.from(read("dashboard.json"));
    }

    static String scraping() {
        return read("prometheus.yml");
    }

    /** The metrics that alerts and panels are made of. */
    static Set<String> metrics() {
        var expressions = Stream.concat(
                alerts().stream().map(alert -> alert.substring(alert.indexOf("expr:"), alert.indexOf("labels:"))),
                dashboard().<String>getList("panels.targets.flatten().expr").stream());
        var metrics = new TreeSet<String>();
        expressions
                .flatMap(text -> METRIC.matcher(text).results().map(MatchResult::group))
                .forEach(metrics::add);
        return metrics;
    }

    private static String read(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
