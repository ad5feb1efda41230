package dev.ordersaga.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Names;
import dev.ordersaga.port.Message;
import dev.ordersaga.port.Topics.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeadLetterTest {

    private static final Instant AT = Instant.parse("2026-03-01T10:00:00.123456Z");
    private static final Duration LIFETIME = Duration.ofDays(60);
    private static final String UUID = "8f81be42-3ad2-4bf4-97d4-c6b047c7916e";
    private static final String DATA = "{\"uuid\":\"" + UUID + "\"}";

    private static final Map<String, String> OURS = Map.of(
            "uuid", "hearsay",
            "seq", "2",
            "topic", "order-created",
            "subscription", "order-created-sub",
            "step", "inventory-service",
            "reason", "no such saga",
            "attempt", "1");

    private static final Map<String, String> FORWARDED = Map.of(
            "seq", "2",
            "CloudPubSubDeadLetterSourceDeliveryCount", "100",
            "CloudPubSubDeadLetterSourceSubscription", "order-created-sub",
            "CloudPubSubDeadLetterSourceSubscriptionProject", "shop",
            "CloudPubSubDeadLetterSourceTopicPublishTime", "2026-02-28T10:00:00.5Z");

    private static DeadLetter letter(String data, Map<String, String> attributes) {
        return letter(Names.standard().subscriptions(Flow.ORDERS), data, attributes);
    }

    private static DeadLetter letter(List<Subscription> flow, String data, Map<String, String> attributes) {
        return DeadLetter.of("7", AT, Message.of(data, attributes), flow);
    }

    private static Map<String, String> with(Map<String, String> attributes, String name, String value) {
        var all = new HashMap<>(attributes);
        all.put(name, value);
        return all;
    }

    private static Optional<String> refusal(DeadLetter letter, Instant now) {
        return Refusal.of(letter, now, LIFETIME);
    }

    @Test
    void ours_tells_all_about_itself() {
        var letter = letter(DATA, OURS);

        assertThat(letter)
                .isEqualTo(new DeadLetter(
                        "7",
                        AT,
                        Optional.of("order-created"),
                        Optional.of("order-created-sub"),
                        Optional.of("inventory-service"),
                        "no such saga",
                        Optional.of("1"),
                        Optional.of(UUID),
                        letter.message()));
        assertThat(Headlines.entry(letter)).isEqualTo("""
                7  2026-03-01T10:00:00.123Z  uuid %s
                  topic order-created, subscription order-created-sub, step inventory-service, attempt 1
                  reason: no such saga
                  data: %s""".formatted(UUID, DATA));
        assertThat(letter.original().text()).isEqualTo(DATA);
        assertThat(letter.original().attributes()).isEqualTo(Map.of("uuid", "hearsay", "seq", "2"));
    }

    @Test
    void pubsubs_tells_where_it_waited_and_how_often_it_was_delivered() {
        var letter = letter(DATA, FORWARDED);

        assertThat(letter)
                .isEqualTo(new DeadLetter(
                        "7",
                        Instant.parse("2026-02-28T10:00:00.5Z"),
                        Optional.of("order-created"),
                        Optional.of("order-created-sub"),
                        Optional.empty(),
                        "given up by Pub/Sub",
                        Optional.of("100"),
                        Optional.of(UUID),
                        letter.message()));
        assertThat(letter.original().attributes()).isEqualTo(Map.of("seq", "2"));
        assertThat(letter(
                                DATA,
                                with(
                                        FORWARDED,
                                        "CloudPubSubDeadLetterSourceSubscription",
                                        "projects/p/subscriptions/error-sub"))
                        .origin())
                .contains("error");
        assertThat(letter(DATA, with(FORWARDED, "CloudPubSubDeadLetterSourceTopicPublishTime", "yesterday"))
                        .publishedAt())
                .isEqualTo(AT);
    }

    @Test
    void an_attribute_of_the_message_that_is_called_like_ours_stays_with_pubsubs() {
        var letter = letter(DATA, with(FORWARDED, "reason", "theirs"));

        assertThat(letter.original().attributes()).isEqualTo(Map.of("seq", "2", "reason", "theirs"));
    }

    @Test
    void what_nobody_explains_is_of_unknown_origin() {
        var letter = letter("rubbish", Map.of("topic", "order-created"));

        assertThat(letter.origin()).isEmpty();
        assertThat(letter.reason()).isEqualTo("unknown");
        assertThat(letter.uuid()).isEmpty();
        assertThat(refusal(letter, AT)).contains("nothing tells which topic of the flow it was on");
    }

    @Test
    void only_a_topic_that_a_service_reads_is_an_origin() {
        for (var topic : List.of("dead-letter", "payment-created", "order-compensated", "elsewhere")) {
            assertThat(letter(DATA, with(OURS, "topic", topic)).origin()).isEmpty();
        }
        for (var topic : List.of("frontend", "order-created", "inventory-updated", "error")) {
            assertThat(letter(DATA, with(OURS, "topic", topic)).origin()).contains(topic);
        }
        assertThat(letter(DATA, with(FORWARDED, "CloudPubSubDeadLetterSourceSubscription", "error-cli-sub"))
                        .origin())
                .isEmpty();
    }

    @Test
    void topics_go_by_the_names_they_have_here() {
        var names =
                new Names(variable -> variable.equals("TOPIC_ORDER_CREATED") ? Optional.of("mine") : Optional.empty());
        var flow = names.subscriptions(Flow.ORDERS);

        assertThat(letter(flow, DATA, OURS).origin()).isEmpty();
        assertThat(letter(flow, DATA, with(OURS, "topic", "mine")).origin()).contains("mine");
        assertThat(letter(flow, DATA, FORWARDED).origin()).contains("mine");
    }

    @Test
    void goes_back_until_undone_orders_are_forgotten() {
        assertThat(refusal(letter(DATA, OURS), AT.plus(LIFETIME))).isEmpty();
        assertThat(refusal(letter(DATA, OURS), AT.plus(LIFETIME).plusSeconds(1)))
                .contains("older than 60 days, for which undone orders are kept");
        assertThat(refusal(letter(DATA, FORWARDED), AT.plus(LIFETIME))).isPresent();
    }

    @Test
    void what_no_topic_takes_does_not_go_back() {
        var nothing = new HashMap<>(OURS);
        nothing.keySet().removeAll(List.of("uuid", "seq"));

        assertThat(refusal(letter("", nothing), AT))
                .contains("no topic takes a message with neither data nor attributes");
    }
}
