package dev.ordersaga.system;

import static dev.ordersaga.flow.Flow.COMPENSATED;
import static dev.ordersaga.flow.Flow.ERROR_TOPIC;
import static dev.ordersaga.flow.Flow.FAILED;
import static dev.ordersaga.flow.Flow.ORDERS;
import static dev.ordersaga.flow.Flow.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.ordersaga.flow.Flow.Stage;
import dev.ordersaga.flow.Names;
import dev.ordersaga.port.Topics.Subscription;
import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.OrderEvent;
import dev.ordersaga.saga.Protocol;
import dev.ordersaga.saga.Protocol.Action;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.saga.Saga.Transition;
import dev.ordersaga.saga.SagaDocument;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code docs/architecture.md} says is what the code does. */
class ArchitectureDocTest {

    private static final String DOC = read(Path.of("..", "docs", "architecture.md"));

    private static final Instant WAKE_AT = Instant.parse("2026-03-01T10:00:30Z");
    private static final Duration DEADLINE = Duration.ofMinutes(5);
    private static final Transition NOW =
            new Transition("some-service", "Something happened.", WAKE_AT.minusSeconds(30), WAKE_AT);

    private static final Map<String, Action> ACTIONS = Map.of(
            "decide", Action.DECIDE,
            "undo", Action.UNDO,
            "settle", Action.SETTLE,
            "settled", Action.REJECT_SETTLED,
            "fail", Action.FAIL,
            "claim", Action.CLAIM,
            "publish again", Action.PUBLISH_AGAIN,
            "drop", Action.DROP,
            "no such saga", Action.REJECT_UNKNOWN,
            "too early", Action.REJECT_EARLY);

    @Test
    void the_diagram_shows_the_flow() {
        var services = Stream.concat(ORDERS.stages().stream().map(Stage::service), Stream.of("done"))
                .toList();
        assertThat(DOC).contains("frontend-service -->|%s| %s".formatted(ORDERS.entry(), services.get(0)));
        for (int i = 0; i < ORDERS.stages().size(); i++) {
            var stage = ORDERS.stages().get(i);
            assertThat(DOC)
                    .contains("%s -->|%s| %s".formatted(stage.service(), stage.publishes(), services.get(i + 1)));
        }
    }

    @Test
    void names_every_topic_and_subscription_in_its_row() {
        for (var subscription : ORDERS.subscriptions()) {
            assertThat(row("`" + subscription.topic() + "`")).contains("`" + subscription.name() + "`");
        }
        assertThat(ORDERS.subscriptions().stream().map(Subscription::deadLetterTopic))
                .allSatisfy(topic -> topic.ifPresent(name -> row("`" + name + "`")));
    }

    @Test
    void names_every_status() {
        assertThat(statuses()).allSatisfy(status -> assertThat(DOC).contains("`" + status + "`"));
    }

    @Test
    void names_every_field_of_a_saga_and_every_attribute_of_its_message() {
        var received = Saga.received(
                new Order("uuid", "jack", "widget", 1, Optional.of("1"), Map.of()).tracedBy("00-1-2-01"), NOW);
        var failed = received.failed("WHY", NOW);
        var undone = failed.compensated(NOW).marked(Optional.of(WAKE_AT));

        var fields = new TreeSet<String>();
        Stream.of(received, failed, undone).map(SagaDocument::fields).forEach(each -> fields.addAll(each.keySet()));
        var chapter = DOC.substring(DOC.indexOf("## The saga document"), DOC.indexOf("## The protocol"));
        assertThat(fields).allSatisfy(field -> assertThat(chapter).containsPattern("(?m)^\\| .*`" + field + "`.* \\|"));
        assertThat(OrderEvent.of(received).attributes().keySet())
                .allSatisfy(attribute -> assertThat(DOC).contains("`" + attribute + "`"));
    }

    @Test
    void the_protocol_is_as_the_table_has_it() {
        var table = table("| the saga is |");
        var protocol = new Protocol(ORDERS, DEADLINE);
        var columns = new ArrayList<>(List.of("the saga is"));
        ORDERS.stages().forEach(stage -> columns.add("`" + stage.service() + "`"));
        columns.addAll(List.of("`" + ERROR_TOPIC + "`", "cancel", "settle", "retry", "wake", "wake, late"));

        assertThat(table.get(0)).isEqualTo(columns);
        var rows = table.subList(1, table.size());
        assertThat(rows).extracting(row -> row.get(0)).containsExactlyInAnyOrderElementsOf(states());
        for (var row : rows) {
            var actions = row.stream().skip(1).map(ACTIONS::get).toList();
            assertThat(actions).as(row.get(0)).isEqualTo(actions(protocol, saga(row.get(0))));
        }
    }

    @Test
    void names_every_key_of_the_configuration_with_its_default() {
        var declared = new TreeSet<String>();
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.ordersaga").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .map(JavaClass::reflect)
                        .forEach(type -> declared.addAll(
                                keys(type.getAnnotation(ConfigMapping.class).prefix(), type)));

        assertThat(documentedKeys()).isEqualTo(declared);
    }

    @Test
    void names_every_variable_that_renames() {
        var variables = new TreeSet<String>();
        var names = new Names(variable -> {
            variables.add(variable);
            return Optional.empty();
        });
        names.subscriptions(ORDERS);
        names.sagas();
        names.order("jack", "uuid");
        names.reservation("widget", "uuid");
        names.payment("uuid");
        names.account("jack");

        var documented = Pattern.compile("`((?:TOPIC|SUBSCRIPTION|COLLECTION)_[A-Z_]+)`")
                .matcher(DOC)
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(documented).containsExactlyInAnyOrderElementsOf(variables);
    }

    private static List<Action> actions(Protocol protocol, Optional<Saga> saga) {
        var actions = new ArrayList<Action>();
        ORDERS.stages().forEach(stage -> actions.add(protocol.onMessage(saga, stage)));
        actions.add(protocol.onError(saga));
        actions.add(protocol.onCancel(saga));
        actions.add(protocol.onSettle(saga));
        actions.add(protocol.onRetry(saga));
        actions.add(protocol.onWake(saga, WAKE_AT, DEADLINE.minusNanos(1)));
        actions.add(protocol.onWake(saga, WAKE_AT, DEADLINE));
        return actions;
    }

    /** The table's rows: each status, and those at rest with their event published and not. */
    private static List<String> states() {
        var states = new ArrayList<>(List.of("absent"));
        for (var status : statuses()) {
            var ways = status.equals(ORDERS.completed()) ? List.of("", ", settled") : List.of("");
            for (var way : ways) {
                if (ORDERS.rests(status)) {
                    states.add(status + way + ", unpublished");
                    states.add(status + way + ", published");
                } else {
                    states.add(status);
                }
            }
        }
        return states;
    }

    private static Set<String> statuses() {
        var statuses = new TreeSet<>(Set.of(RECEIVED, FAILED, COMPENSATED));
        ORDERS.stages().forEach(stage -> statuses.add(stage.status()));
        return statuses;
    }

    /** A saga for a row. */
    private static Optional<Saga> saga(String state) {
        if (state.equals("absent")) {
            return Optional.empty();
        }
        var saga = at(state.split(", ")[0]);
        if (state.contains("settled")) {
            saga = saga.settled("some-service", "It was settled.", WAKE_AT);
        }
        return Optional.of(state.endsWith(", published") ? saga.marked(Optional.empty()) : saga);
    }

    private static Saga at(String status) {
        if (status.equals(FAILED)) {
            return at(RECEIVED).failed("WHY", NOW);
        }
        if (status.equals(COMPENSATED)) {
            return at(FAILED).compensated(NOW);
        }
        var saga = Saga.received(new Order("uuid", "jack", "widget", 1), NOW);
        for (var stage : ORDERS.stages().subList(0, ORDERS.progress(status))) {
            saga = saga.advanced(stage.status(), Map.of(), NOW);
        }
        return saga;
    }

    /** The keys of a configuration as {@code prefix.key=default}, its groups included. */
    private static Set<String> keys(String prefix, Class<?> type) {
        var keys = new TreeSet<String>();
        for (var method : type.getDeclaredMethods()) {
            var key =
                    prefix + "." + method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            var standard = method.getAnnotation(WithDefault.class);
            if (standard != null) {
                keys.add(key + "=" + standard.value());
            } else if (method.getReturnType().getPackageName().startsWith("dev.ordersaga")) {
                keys.addAll(keys(key, method.getReturnType()));
            } else {
                keys.add(key + "=");
            }
        }
        return keys;
    }

    /** The same as the table has them; a row without a prefix continues the one above. */
    private static Set<String> documentedKeys() {
        var keys = new TreeSet<String>();
        var prefix = "";
        for (var row : table("| prefix |").stream().skip(1).toList()) {
            prefix = row.get(0).isEmpty() ? prefix : row.get(0).replace("`", "");
            for (var key : row.get(1).split(" ")) {
                keys.add(prefix + "." + key.replace("`", ""));
            }
        }
        return keys;
    }

    private static String row(String firstCell) {
        return DOC.lines()
                .filter(line -> line.startsWith("| " + firstCell + " |"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row for " + firstCell));
    }

    /** The cells of the table whose first line starts like this; the heading first, without the line below it. */
    private static List<List<String>> table(String start) {
        return DOC.lines()
                .dropWhile(line -> !line.startsWith(start))
                .takeWhile(line -> line.startsWith("|"))
                .filter(line -> !line.startsWith("| ---"))
                .map(line ->
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
                .map(cells -> cells.subList(1, cells.size() - 1))
                .toList();
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
