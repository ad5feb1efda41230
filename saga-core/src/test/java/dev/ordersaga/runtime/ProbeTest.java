package dev.ordersaga.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ProbeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<CompletableFuture<String>> asked = new ArrayList<>();
    private final Uni<String> question = Uni.createFrom().completionStage(() -> {
        asked.add(new CompletableFuture<>());
        return asked.get(asked.size() - 1);
    });

    private static boolean ask(Probe probe) {
        return probe.answer().await().atMost(PATIENCE);
    }

    @Test
    void whoever_asks_meanwhile_shares_the_question_and_its_answer() {
        var probe = new Probe(question, PATIENCE, PATIENCE);
        var one = probe.answer().subscribeAsCompletionStage();
        var other = probe.answer().subscribeAsCompletionStage();
        assertThat(one).isNotDone();

        asked.get(0).complete("here");

        assertThat(one).isCompletedWithValue(true);
        assertThat(other).isCompletedWithValue(true);
        assertThat(ask(probe)).isTrue();
        assertThat(asked).hasSize(1);
    }

    @Test
    void one_who_goes_away_takes_the_answer_from_nobody() {
        var probe = new Probe(question, PATIENCE, PATIENCE);
        probe.answer().subscribeAsCompletionStage().cancel(true);
        var other = probe.answer().subscribeAsCompletionStage();

        asked.get(0).complete("here");

        assertThat(other).isCompletedWithValue(true);
    }

    @Test
    void silence_is_a_no() {
        assertThat(ask(new Probe(question, Duration.ofMillis(1), PATIENCE))).isFalse();
    }

    @Test
    void a_failure_is_a_no_until_it_is_asked_again() {
        var probe = new Probe(question, PATIENCE, Duration.ofMillis(1));
        var first = probe.answer().subscribeAsCompletionStage();
        asked.get(0).completeExceptionally(new IllegalStateException("away"));
        assertThat(first).isCompletedWithValue(false);

        await().atMost(PATIENCE).until(() -> {
            probe.answer().subscribeAsCompletionStage();
            return asked.size() == 2;
        });
        var second = probe.answer().subscribeAsCompletionStage();
        asked.forEach(each -> each.complete("here"));
        await().atMost(PATIENCE).until(second::isDone);
    }

    @Test
    void a_question_that_throws_is_a_no() {
        var broken = Uni.createFrom().<String>deferred(() -> {
            throw new IllegalStateException("broken");
        });

        assertThat(ask(new Probe(broken, PATIENCE, PATIENCE))).isFalse();
    }
}
