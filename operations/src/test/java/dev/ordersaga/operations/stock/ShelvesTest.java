package dev.ordersaga.operations.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.flow.Names;
import dev.ordersaga.memory.Call;
import dev.ordersaga.memory.Fault;
import dev.ordersaga.memory.Fault.Outcome;
import dev.ordersaga.memory.MemoryWorld;
import dev.ordersaga.operations.Answer;
import dev.ordersaga.port.Document;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.DocumentsException;
import dev.ordersaga.port.Write;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In a world in which others write and things go wrong at the worst moment. */
class ShelvesTest {

    private static final DocumentPath WIDGET = Names.standard().stock("widget");
    private static final Map<String, Object> STOCK = Map.of("quantity", 20L, "stocked", 100L, "price_per_unit", 10L);

    private Function<Call, Fault> faults = call -> Fault.NONE;
    private int commits;
    private final MemoryWorld world = new MemoryWorld(1, this::fault);

    private Fault fault(Call call) {
        if (!call.process().equals("operations")) {
            return Fault.NONE;
        }
        commits += call instanceof Call.Commit ? 1 : 0;
        return faults.apply(call);
    }

    @BeforeEach
    void stock_widgets() {
        await(world.process("data-init").documents().commit(List.of(new Write.Create(WIDGET, STOCK))));
    }

    private Shelves shelves() {
        var process = world.process("operations");
        return new Shelves(Names.standard(), process.documents(), process.time());
    }

    private Answer restock(long units) {
        return await(shelves().restock("widget", units, Optional.empty()));
    }

    private <T> T await(Uni<T> uni) {
        var result = uni.subscribeAsCompletionStage();
        assertThat(world.runUntil(result::isDone, Duration.ofMinutes(5))).isTrue();
        return result.join();
    }

    private Map<String, Object> widget() {
        return world.document(WIDGET).map(Document::fields).orElseThrow();
    }

    /** An order takes one between the read and the commit, so often. */
    private void takeOneBeforeCommits(int times) {
        var left = new int[] {times};
        faults = call -> {
            if (call instanceof Call.Commit && left[0]-- > 0) {
                world.process("inventory-service")
                        .documents()
                        .commit(List.of(new Write.Increment(WIDGET, Map.of("quantity", -1L))))
                        .subscribe()
                        .with(taken -> {});
                return Fault.delay(Duration.ofMillis(100));
            }
            return Fault.NONE;
        };
    }

    @Test
    void whoever_is_faster_is_not_overwritten() {
        takeOneBeforeCommits(3);

        assertThat(restock(500)).isEqualTo(Answer.done("of widget there are 517 now, and 600 with what is reserved"));

        assertThat(widget()).containsEntry("quantity", 517L).containsEntry("stocked", 600L);
        assertThat(commits).isEqualTo(4);
    }

    @Test
    void what_was_enough_when_it_was_read_may_not_be_any_more() {
        takeOneBeforeCommits(1);

        assertThat(restock(-20)).isEqualTo(Answer.notDone("only 19 of widget are left, so 20 cannot be taken out"));
        assertThat(widget()).containsEntry("quantity", 19L).containsEntry("stocked", 100L);
    }

    @Test
    void a_minute_of_others_being_faster_is_enough() {
        takeOneBeforeCommits(Integer.MAX_VALUE);
        var before = world.now();

        assertThat(restock(5_000))
                .isEqualTo(Answer.notDone("inventory/widget is changed by others all the time: nothing was done"));

        assertThat(Duration.between(before, world.now())).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(61));
        assertThat(widget()).containsEntry("stocked", 100L);
    }

    @Test
    void an_outcome_that_is_not_known_is_told_and_not_tried_again() {
        for (var outcome : List.of(Outcome.FAILS_BEFORE, Outcome.FAILS_AFTER)) {
            commits = 0;
            faults = call -> call instanceof Call.Commit ? Fault.of(outcome) : Fault.NONE;

            var answer = restock(500);

            assertThat(answer.exitCode()).isEqualTo(3);
            assertThat(answer.words())
                    .startsWith("whether that was done is not known: look at inventory/widget, which had ")
                    .contains("stocked=100");
            assertThat(commits).isEqualTo(1);
        }
        assertThat(widget()).containsEntry("quantity", 520L).containsEntry("stocked", 600L);
    }

    @Test
    void what_cannot_be_read_is_not_changed_and_that_is_a_failure_as_any_other() {
        takeOneBeforeCommits(1);
        var first = faults;
        var reads = new int[1];
        faults = call ->
                call instanceof Call.Read && ++reads[0] > 1 ? Fault.of(Outcome.FAILS_BEFORE) : first.apply(call);

        assertThatThrownBy(() -> restock(500))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(DocumentsException.class);
        assertThat(widget()).containsEntry("stocked", 100L);
    }

    @Test
    void two_who_bring_a_new_item_bring_both() {
        var both = await(Uni.join()
                .all(shelves().restock("gizmo", 5, Optional.of(3L)), shelves().restock("gizmo", 7, Optional.of(3L)))
                .andFailFast());

        assertThat(both).extracting(Answer::exitCode).containsExactly(0, 0);
        assertThat(world.document(Names.standard().stock("gizmo")).orElseThrow().fields())
                .isEqualTo(Map.of("quantity", 12L, "stocked", 12L, "price_per_unit", 3L));
    }

    @Test
    void a_price_that_is_so_already_is_not_written() {
        assertThat(await(shelves().price("widget", 10))).isEqualTo(Answer.done("widget costs 10 already"));
        assertThat(commits).isZero();

        assertThat(await(shelves().price("widget", 12))).isEqualTo(Answer.done("widget costs 12 now, after 10"));
        assertThat(widget()).isEqualTo(Map.of("quantity", 20L, "stocked", 100L, "price_per_unit", 12L));
    }
}
