package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whoever is woken by an alert finds what it means and what to do; {@code AlertsE2E} shows that it wakes. */
class MonitoringTest {

    private static final Pattern RUNBOOK = Pattern.compile("runbook: docs/operations\\.md#(\\S+)");

    private static String operations() throws IOException {
        return Files.readString(Path.of("..", "docs", "operations.md"));
    }

    /** The headings as GitHub anchors them. */
    private static List<String> anchors() throws IOException {
        return operations()
                .lines()
                .filter(line -> line.startsWith("### "))
                .map(line -> line.substring(4).toLowerCase(Locale.ROOT).replace(' ', '-'))
                .toList();
    }

    @Test
    void every_alert_has_a_section_of_its_own_that_names_it() throws IOException {
        var sections = operations().split("\\n### ");
        for (var alert : Monitoring.alerts()) {
            var name = alert.lines().findFirst().orElseThrow();
            var runbook = RUNBOOK.matcher(alert);
            assertThat(runbook.find()).as(name).isTrue();
            assertThat(anchors()).contains(runbook.group(1));
            var section = sections[1 + anchors().indexOf(runbook.group(1))];
            assertThat(section).contains("`" + name + "`: ");
            assertThat(alert).containsPattern("summary: \"\\S.*[.]\"").containsPattern("severity: (critical|warning)");
        }
        assertThat(Monitoring.alertNames()).hasSize(9).doesNotHaveDuplicates();
    }

    @Test
    void a_service_is_also_missed_when_nobody_looks_for_it_any_more() {
        assertThat(Mishaps.SERVICES)
                .isNotEmpty()
                .allSatisfy(service -> assertThat(Monitoring.alertRules())
                        .contains("or absent(up{job=\"ordersaga\",service=\"%s\"})".formatted(service)));
    }

    @Test
    void every_metric_of_ours_is_explained() throws IOException {
        var operations = operations();

        assertThat(Monitoring.metrics())
                .filteredOn(metric -> metric.startsWith("ordersaga_"))
                .isNotEmpty()
                .allSatisfy(metric -> assertThat(operations)
                        .contains("`" + metric.replaceFirst("_(bucket|sum|count|max)$", "") + "`"));
    }

    @Test
    void the_dashboard_asks_something_in_every_panel() {
        var panels = Monitoring.dashboard().<Map<String, ?>>getList("panels");

        assertThat(panels).hasSizeGreaterThan(10).allSatisfy(panel -> {
            assertThat((String) panel.get("title")).isNotBlank();
            assertThat((List<?>) panel.get("targets")).isNotEmpty();
        });
        assertThat(Monitoring.dashboard().<Integer>getList("panels.id")).doesNotHaveDuplicates();
    }

    @Test
    void what_make_up_starts_is_scraped() {
        var ports = Map.of(
                "frontend-service", 8080,
                "order-service", 8081,
                "inventory-service", 8082,
                "payment-service", 8083,
                "janitor-service", 8084);

        ports.forEach((service, port) -> assertThat(Monitoring.scraping())
                .containsPattern("127\\.0\\.0\\.1:%d\"\\]\\s+labels:\\s+service: %s\\s".formatted(port, service)));
        assertThat(Monitoring.scraping()).contains("job_name: ordersaga\n");
    }
}
