package dev.ordersaga.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.port.DocumentPath;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaitingTest {

    private final Waiting waiting = new Waiting();

    private void add(String... names) {
        Arrays.stream(names).forEach(name -> waiting.add(new Named(name, () -> Set.of(item(name)))));
    }

    /** Of {@code a1} and {@code a2} it is {@code a} that both want. */
    private static DocumentPath item(String name) {
        return DocumentPath.of("stock", name.substring(0, 1));
    }

    private List<String> take(int max) {
        return waiting.take(max).stream().map(Work::uuid).toList();
    }

    @Test
    void all_are_taken_at_once_where_there_is_room() {
        add("b1", "a1", "c1", "a2");

        assertThat(take(4)).containsExactlyInAnyOrder("a1", "a2", "b1", "c1");
        assertThat(waiting.isEmpty()).isTrue();
        assertThat(take(4)).isEmpty();
    }

    @Test
    void a_batch_is_about_as_few_documents_as_possible_and_the_next_goes_on_from_there() {
        add("a1", "b1", "c1", "a2", "b2", "c2", "a3", "b3", "c3");

        assertThat(take(4)).containsExactly("a1", "a2", "a3", "b1");
        assertThat(take(4)).containsExactly("b2", "b3", "c1", "c2");
        assertThat(take(4)).containsExactly("c3");
        assertThat(waiting.isEmpty()).isTrue();
    }

    @Test
    void who_comes_for_what_was_just_served_waits_for_the_next_round() {
        add("a1", "b1", "c1");
        assertThat(take(1)).containsExactly("a1");
        add("a2");

        assertThat(take(1)).containsExactly("b1");
        assertThat(take(1)).containsExactly("c1");
        assertThat(take(1)).containsExactly("a2");
    }

    @Test
    void what_everybody_wants_keeps_nothing_else_waiting() {
        IntStream.range(0, 1_000).forEach(i -> add("h" + i));
        add("a1", "z1");

        assertThat(take(200)).contains("a1").hasSize(200);
        assertThat(take(200)).contains("z1").hasSize(200);
        assertThat(take(1_000)).hasSize(602);
    }

    @Test
    void a_line_that_is_long_gets_as_much_as_one_that_grows_as_fast_as_it_is_served() {
        IntStream.range(0, 1_000).forEach(i -> add("b" + i));
        for (int batch = 0; batch < 8; batch++) {
            IntStream.range(0, 199).forEach(i -> add("a" + i));
            take(200);
        }
        long ofTheLong = 1_000
                - IntStream.range(0, 100)
                        .mapToObj(i -> take(200))
                        .flatMap(List::stream)
                        .filter(name -> name.startsWith("b"))
                        .count();

        assertThat(ofTheLong).isBetween(600L, 1_000L);
    }

    @Test
    void after_a_fight_a_batch_is_about_half_as_many_documents_and_one_more_after_each_that_comes_through() {
        addOneOfEach();
        waiting.fought(waiting.take(200));

        addOneOfEach();
        assertThat(take(200)).containsExactly("a1", "b1", "c1", "d1");
        waiting.cameThrough();
        assertThat(take(200)).containsExactly("e1", "f1", "g1", "h1");
        addOneOfEach();
        assertThat(take(200)).containsExactly("a1", "b1", "c1", "d1", "e1");
    }

    @Test
    void what_lost_counts_however_little_was_taken_since_and_however_often_it_is_told() {
        addOneOfEach();
        var lost = waiting.take(200);
        add("a1");
        take(200);
        waiting.fought(lost);
        waiting.fought(lost);

        addOneOfEach();
        assertThat(take(200)).hasSize(4);
    }

    @Test
    void however_often_it_is_fought_all_who_want_one_document_are_served() {
        add("a1", "a2", "b1", "b2", "c1", "c2");
        IntStream.range(0, 3).forEach(i -> {
            var lost = waiting.take(200);
            lost.forEach(waiting::add);
            waiting.fought(lost);
        });

        assertThat(take(200)).containsExactly("c1", "c2");
        assertThat(take(1)).containsExactly("a1");
        assertThat(take(200)).containsExactly("b1", "b2");
        assertThat(take(200)).containsExactly("a2");
    }

    private void addOneOfEach() {
        add("a1", "b1", "c1", "d1", "e1", "f1", "g1", "h1");
    }

    @Test
    void those_who_share_nothing_are_taken_in_the_order_they_came() {
        for (var name : List.of("3", "1", "2")) {
            waiting.add(new Named(name, Set::of));
        }

        assertThat(take(2)).containsExactly("3", "1");
        assertThat(take(2)).containsExactly("2");
    }

    @Test
    void who_cannot_tell_what_it_wants_is_taken_all_the_same() {
        add("a1");
        waiting.add(new Named("broken", () -> {
            throw new IllegalStateException("a bug");
        }));

        assertThat(take(2)).containsExactlyInAnyOrder("a1", "broken");
    }

    private record Named(String uuid, Supplier<Set<DocumentPath>> wanted) implements Work {

        @Override
        public Set<DocumentPath> guesses() {
            return wanted.get();
        }

        @Override
        public String step() {
            return "some-service";
        }

        @Override
        public String task() {
            return "process";
        }

        @Override
        public Decision decide(Batch seen) {
            return new Decision.Nothing();
        }

        @Override
        public void done() {}

        @Override
        public void reject(String why) {}

        @Override
        public void retry(Throwable cause) {}

        @Override
        public void bug(RuntimeException thrown) {}
    }
}
