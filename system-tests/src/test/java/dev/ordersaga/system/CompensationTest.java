package dev.ordersaga.system;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.system.FailingOrder.Did;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is undone when an order fails; the tables in {@code docs/compensation.md} are what came of it here. */
class CompensationTest {

    private static final Path DOC = Path.of("..", "docs", "compensation.md");

    private static final Map<FailingOrder, Ending> ENDINGS = new HashMap<>();
    private static final Map<Trouble, Ending> TROUBLES = new HashMap<>();

    /** A row's cells but for the causes and reasons of the orders that share it. */
    private record Row(List<String> dids, String undone, String status) {}

    private static Ending played(FailingOrder order) {
        return ENDINGS.computeIfAbsent(order, Rehearsal::of);
    }

    private static Ending played(Trouble trouble) {
        return TROUBLES.computeIfAbsent(trouble, Trouble::play);
    }

    static List<FailingOrder> all() {
        return FailingOrder.all();
    }

    static Stream<FailingOrder> working() {
        return FailingOrder.all().stream().filter(FailingOrder::isWorking);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void undoes_what_was_done_and_nothing_else(FailingOrder order) {
        assertThat(played(order)).isEqualTo(order.ending());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("working")
    void undoes_a_step_that_commits_before_its_order_fails(FailingOrder order) {
        assertThat(Rehearsal.inTime(order)).isEqualTo(order.inTime().ending());
    }

    @ParameterizedTest
    @EnumSource
    void undoes_whatever_goes_wrong_meanwhile(Trouble trouble) {
        assertThat(played(trouble)).isEqualTo(trouble.ending());
    }

    /** It is at a step, which has done one of 4 things, or everything is done; a refusal or nothing at all is a 4th cause. */
    @Test
    void knows_every_mix_and_every_cause() {
        var causesByMix = FailingOrder.all().stream().collect(groupingBy(FailingOrder::dids));

        assertThat(causesByMix).hasSize(3 * 4 + 1);
        assertThat(causesByMix)
                .allSatisfy(
                        (mix, orders) -> assertThat(orders).hasSize(mix.contains(Did.REFUSED) || isDone(mix) ? 4 : 3));
    }

    @Test
    void the_table_is_what_came_of_it() throws IOException {
        var orders = new LinkedHashMap<Row, List<FailingOrder>>();
        for (var order : FailingOrder.all()) {
            orders.computeIfAbsent(row(order), row -> new ArrayList<>()).add(order);
        }
        var rows = orders.entrySet().stream().map(row -> cells(row.getKey(), row.getValue()));

        new GeneratedSection(DOC, "CompensationTest, the orders")
                .assertIs(
                        table(List.of("order", "inventory", "payment", "cause", "undone", "ends as", "reason"), rows));
    }

    @Test
    void the_table_of_troubles_is_what_came_of_it() throws IOException {
        var rows = Arrays.stream(Trouble.values()).map(trouble -> {
            var ending = played(trouble);
            return List.of(trouble.words, code(ending.status()), reasons(Stream.of(ending)), ending.detail());
        });

        new GeneratedSection(DOC, "CompensationTest, the troubles")
                .assertIs(table(List.of("what goes wrong", "ends as", "reason", "detail"), rows));
    }

    private static boolean isDone(List<Did> mix) {
        return mix.stream().allMatch(Did.DONE::equals);
    }

    private static Row row(FailingOrder order) {
        var ending = played(order);
        return new Row(
                order.dids().stream().map(did -> did.words).toList(),
                ending.undone().orElse("nothing"),
                ending.status());
    }

    private static List<String> cells(Row row, List<FailingOrder> orders) {
        var causes = orders.stream().map(order -> order.cause().words).collect(joining(", "));
        var reasons = reasons(orders.stream().map(CompensationTest::played));
        return Stream.of(row.dids(), List.of(causes, row.undone(), code(row.status()), reasons))
                .flatMap(List::stream)
                .toList();
    }

    private static String reasons(Stream<Ending> endings) {
        return endings.map(Ending::reason)
                .flatMap(Optional::stream)
                .distinct()
                .map(CompensationTest::code)
                .collect(joining(", "));
    }

    private static String code(String word) {
        return "`" + word + "`";
    }

    private static String table(List<String> heading, Stream<List<String>> rows) {
        var rule = heading.stream().map(cell -> "---").toList();
        return Stream.concat(Stream.of(heading, rule), rows)
                .map(cells -> cells.stream()
                        .map(cell -> cell.isEmpty() ? " " : " " + cell + " ")
                        .collect(joining("|", "|", "|\n")))
                .collect(joining());
    }
}
