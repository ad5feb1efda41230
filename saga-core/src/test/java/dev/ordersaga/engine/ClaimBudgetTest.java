package dev.ordersaga.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.port.Document;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Documents.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClaimBudgetTest {

    private final ClaimBudget budget = new ClaimBudget(20, 0.05);

    private static List<Document> sagas(int count, String status) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Document(
                        DocumentPath.of("sagas", "s" + i), Map.of("status", status), Instant.EPOCH, Instant.EPOCH))
                .toList();
    }

    private static Reading read(List<Document> sagas) {
        return new Reading(
                Instant.EPOCH, sagas.stream().collect(Collectors.toMap(Document::path, Function.identity())));
    }

    /** Claims after so many were left alone of which some are gone, moved or not. */
    private int claims(int left, int moved, int takenByOthers) {
        budget.leave(sagas(left, "RECEIVED"));
        var due = read(sagas(left, "RECEIVED").subList(moved + takenByOthers, left));
        var gone = new ArrayList<>(sagas(moved, "ORDER_CREATED"));
        gone.addAll(sagas(moved + takenByOthers, "RECEIVED").subList(moved, moved + takenByOthers));
        var paths = budget.gone(due);
        assertThat(paths).hasSize(moved + takenByOthers);
        return budget.claims(paths, read(gone));
    }

    @Test
    void one_at_first_sight() {
        assertThat(claims(0, 0, 0)).isEqualTo(1);
    }

    @Test
    void all_it_can_where_nothing_moves() {
        assertThat(claims(180, 0, 0)).isEqualTo(20);
    }

    @Test
    void no_more_than_were_seen_to_lie_still() {
        assertThat(claims(3, 0, 0)).isEqualTo(3);
    }

    @Test
    void a_small_share_of_what_moves() {
        assertThat(claims(180, 180, 0)).isEqualTo(9);
        assertThat(claims(180, 100, 0)).isEqualTo(5);
    }

    @Test
    void less_than_one_adds_up() {
        budget.leave(List.of());
        assertThat(List.of(claims(20, 8, 0), claims(20, 8, 0), claims(20, 8, 0), claims(20, 8, 0)))
                .isEqualTo(List.of(0, 0, 1, 0));
    }

    @Test
    void those_that_another_relay_took_have_not_moved() {
        assertThat(claims(50, 0, 20)).isEqualTo(20);
        assertThat(claims(180, 100, 20)).isEqualTo(5);
    }

    @Test
    void one_that_there_is_no_more_has_moved() {
        budget.leave(sagas(100, "RECEIVED"));

        assertThat(budget.claims(budget.gone(read(List.of())), read(List.of()))).isEqualTo(5);
    }
}
