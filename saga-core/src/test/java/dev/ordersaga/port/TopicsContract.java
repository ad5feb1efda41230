package dev.ordersaga.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.port.Topics.Delivery;
import dev.ordersaga.port.Topics.Subscription;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every broker must do. */
public interface TopicsContract extends World {

    Subscription PLAIN = new Subscription("orders-sub", "orders", Optional.empty());
    Subscription BACKED = new Subscription("orders-sub", "orders", Optional.of("dead-letter"));
    Duration LEASE = Duration.ofSeconds(12);
    Duration A_WHILE = Duration.ofSeconds(2);
    Duration SOON = Duration.ofSeconds(5);

    @Test
    default void delivers_once_what_is_acknowledged() {
        await(topics("a").provision(List.of(PLAIN)));
        var seen = new ConcurrentLinkedDeque<Delivery>();
        var receiver = topics("a").receive("orders-sub", delivery -> {
            seen.add(delivery);
            delivery.ack();
        });

        await(topics("b").publish("orders", Message.of("grün", Map.of("uuid", "1", "schema", "1"))));

        eventually(() -> !seen.isEmpty());
        await(receiver.stop(SOON));
        var others = received("b", "orders-sub");
        steadily(LEASE, () -> seen.size() == 1 && others.isEmpty());
        assertThat(seen.getFirst().message().text()).isEqualTo("grün");
        assertThat(seen.getFirst().message().attributes()).isEqualTo(Map.of("uuid", "1", "schema", "1"));
    }

    @Test
    default void each_subscription_gets_every_message() {
        await(topics("a").provision(List.of(PLAIN, new Subscription("orders-cli-sub", "orders", Optional.empty()))));
        var service = received("a", "orders-sub");
        var cli = received("b", "orders-cli-sub");

        publish("1", "2");

        eventually(() -> texts(service).equals(Set.of("1", "2")) && texts(cli).equals(Set.of("1", "2")));
    }

    @Test
    default void keeps_what_was_published_before_anyone_received() {
        await(topics("a").provision(List.of(PLAIN)));
        publish("1");

        var seen = received("a", "orders-sub");

        eventually(() -> texts(seen).equals(Set.of("1")));
    }

    @Test
    default void delivers_the_same_message_again_after_a_nack() {
        for (var subscription : List.of(PLAIN, new Subscription("backed-sub", "backed", Optional.of("dead-letter")))) {
            await(topics("a").provision(List.of(subscription)));
            var seen = new ConcurrentLinkedDeque<Delivery>();
            topics("a").receive(subscription.name(), delivery -> {
                seen.add(delivery);
                if (seen.size() < 3) {
                    delivery.nack();
                } else {
                    delivery.ack();
                }
            });

            await(topics("a").publish(subscription.topic(), Message.of("1", Map.of("uuid", "1"))));

            eventually(() -> seen.size() == 3);
            assertThat(seen.stream().map(Delivery::id).distinct()).hasSize(1);
            assertThat(seen)
                    .allSatisfy(delivery ->
                            assertThat(delivery.message().attributes()).isEqualTo(Map.of("uuid", "1")));
        }
    }

    @Test
    default void the_first_answer_counts() {
        await(topics("a").provision(List.of(PLAIN)));
        var seen = new ConcurrentLinkedDeque<Delivery>();
        var receiver = topics("a").receive("orders-sub", delivery -> {
            seen.add(delivery);
            delivery.ack();
            delivery.nack();
        });

        publish("1");

        eventually(() -> !seen.isEmpty());
        await(receiver.stop(SOON));
        var others = received("b", "orders-sub");
        steadily(A_WHILE, () -> seen.size() == 1 && others.isEmpty());
    }

    @Test
    default void delivers_to_another_what_the_first_never_answered() {
        await(topics("a").provision(List.of(PLAIN)));
        var silent = new ConcurrentLinkedDeque<Delivery>();
        var receiver = topics("a").receive("orders-sub", silent::add);
        publish("1");
        eventually(() -> !silent.isEmpty());

        await(receiver.stop(Duration.ofSeconds(1)));
        var seen = received("b", "orders-sub");

        eventually(() -> texts(seen).equals(Set.of("1")));
        assertThat(seen.getFirst().id()).isEqualTo(silent.getFirst().id());
    }

    @Test
    default void receivers_share_what_arrives() {
        await(topics("a").provision(List.of(PLAIN)));
        var one = received("a", "orders-sub");
        var other = received("b", "orders-sub");
        var all = IntStream.range(0, 400).mapToObj(Integer::toString).toArray(String[]::new);

        publish(all);

        eventually(() -> one.size() + other.size() >= 400);
        assertThat(one).isNotEmpty();
        assertThat(other).isNotEmpty();
        assertThat(texts(one)).doesNotContainAnyElementsOf(texts(other));
    }

    @Test
    default void provisioning_again_changes_nothing() {
        await(topics("a").provision(List.of(BACKED)));
        publish("1");
        await(topics("a").provision(List.of(BACKED)));

        var seen = received("a", "orders-sub");

        eventually(() -> texts(seen).equals(Set.of("1")));
    }

    @Test
    default void a_topic_can_be_had_without_a_subscription() {
        await(topics("a").provisionTopics(List.of("orders")));
        publish("1");
        await(topics("a").provisionTopics(List.of("orders")));
        await(topics("a").provision(List.of(PLAIN)));

        var seen = received("a", "orders-sub");
        publish("2");

        eventually(() -> texts(seen).equals(Set.of("2")));
    }

    @Test
    default void tells_when_a_message_was_published_and_the_same_at_each_delivery() {
        await(topics("a").provision(List.of(PLAIN)));
        var before = now().truncatedTo(ChronoUnit.MILLIS);
        publish("1");
        var after = now();
        var seen = new ConcurrentLinkedDeque<Delivery>();
        topics("a").receive("orders-sub", delivery -> {
            seen.add(delivery);
            if (seen.size() == 1) {
                delivery.nack();
            } else {
                delivery.ack();
            }
        });

        eventually(() -> seen.size() == 2);

        assertThat(seen.getFirst().publishedAt()).isBetween(before, after);
        assertThat(seen.getLast().publishedAt()).isEqualTo(seen.getFirst().publishedAt());
    }

    @Test
    default void seeking_counts_what_was_published_before_as_acknowledged() {
        await(topics("a").provision(List.of(PLAIN, new Subscription("orders-cli-sub", "orders", Optional.empty()))));
        publish("1", "2");
        await(topics("a").seek(List.of("orders-sub"), now()));
        publish("3");

        var seen = received("a", "orders-sub");
        var other = received("a", "orders-cli-sub");

        eventually(() -> texts(seen).equals(Set.of("3")) && texts(other).equals(Set.of("1", "2", "3")));
        steadily(A_WHILE, () -> texts(seen).equals(Set.of("3")));
    }

    @Test
    default void seeking_where_nothing_is_fails() {
        assertThatThrownBy(() -> await(topics("a").seek(List.of("orders-sub"), now())))
                .isNotNull();
    }

    @Test
    default void what_is_removed_is_gone_with_all_that_waits_in_it() {
        await(topics("a").provision(List.of(PLAIN)));
        publish("1");
        var receiver = topics("a").receive("orders-sub", delivery -> {});
        eventually(receiver::running);

        await(topics("a").remove(List.of("orders-sub", "never-there-sub")));

        eventually(() -> !receiver.running());
        await(receiver.stop(SOON));
        await(topics("a").provision(List.of(PLAIN)));
        publish("2");
        var seen = received("a", "orders-sub");
        eventually(() -> texts(seen).equals(Set.of("2")));
        steadily(A_WHILE, () -> texts(seen).equals(Set.of("2")));
    }

    @Test
    default void a_temporary_subscription_makes_no_topic() {
        var temporary = Subscription.temporary("watch-orders", "orders");
        assertThatThrownBy(() -> await(topics("a").provision(List.of(temporary))))
                .isNotNull();
        await(topics("a").provisionTopics(List.of("orders")));
        await(topics("a").provision(List.of(temporary)));

        var seen = received("a", "watch-orders");
        publish("1");

        eventually(() -> texts(seen).equals(Set.of("1")));
    }

    @Test
    default void a_receiver_waits_for_its_subscription() {
        var seen = new ConcurrentLinkedDeque<Delivery>();
        var receiver = topics("a").receive("orders-sub", delivery -> {
            seen.add(delivery);
            delivery.ack();
        });
        settles(A_WHILE, () -> !receiver.running());

        await(topics("b").provision(List.of(PLAIN)));

        eventually(receiver::running);
        publish("1");
        eventually(() -> texts(seen).equals(Set.of("1")));
    }

    @Test
    default void publishing_to_nowhere_or_more_than_any_topic_takes_fails() {
        assertThatThrownBy(() -> publish("1")).isNotNull();
        await(topics("a").provision(List.of(PLAIN)));

        assertThatThrownBy(() -> publish("x".repeat(Message.DATA_BYTES_MAX + 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        await(topics("a").publish("orders", Message.of("1", Map.of("reason", "x".repeat(1_025))))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void stopping_lets_what_is_in_hand_be_answered_and_takes_nothing_new() {
        await(topics("a").provision(List.of(PLAIN)));
        var inHand = new ConcurrentLinkedDeque<Delivery>();
        var receiver = topics("a").receive("orders-sub", inHand::add);
        publish("1", "2");
        eventually(() -> inHand.size() == 2);

        var stopped = receiver.stop(SOON).subscribeAsCompletionStage();
        assertThat(receiver.running()).isFalse();
        publish("3");
        assertThat(stopped).isNotDone();
        inHand.forEach(Delivery::ack);
        eventually(stopped::isDone);

        assertThat(inHand).hasSize(2);
        var rest = received("b", "orders-sub");
        eventually(() -> texts(rest).equals(Set.of("3")));
        steadily(A_WHILE, () -> texts(rest).equals(Set.of("3")));
    }

    @Test
    default void stopping_ends_when_the_time_is_up() {
        await(topics("a").provision(List.of(PLAIN)));
        var inHand = new ConcurrentLinkedDeque<Delivery>();
        var receiver = topics("a").receive("orders-sub", inHand::add);
        publish("1");
        eventually(() -> !inHand.isEmpty());

        await(receiver.stop(Duration.ofMillis(200)));

        assertThat(receiver.running()).isFalse();
    }

    @Test
    default void stopping_without_a_subscription_ends_at_once() {
        var receiver = topics("a").receive("orders-sub", Delivery::ack);
        await(receiver.stop(SOON));

        assertThat(receiver.running()).isFalse();
    }

    private void publish(String... texts) {
        await(Uni.join()
                .all(List.of(texts).stream()
                        .map(text -> topics("publisher").publish("orders", Message.of(text, Map.of())))
                        .toList())
                .andFailFast());
    }

    private Instant now() {
        return await(documents().read(List.of())).readAt();
    }

    private ConcurrentLinkedDeque<Delivery> received(String process, String subscription) {
        var seen = new ConcurrentLinkedDeque<Delivery>();
        topics(process).receive(subscription, delivery -> {
            seen.add(delivery);
            delivery.ack();
        });
        return seen;
    }

    private static Set<String> texts(Collection<Delivery> deliveries) {
        var texts = ConcurrentHashMap.<String>newKeySet();
        deliveries.forEach(delivery -> texts.add(delivery.message().text()));
        return texts;
    }
}
