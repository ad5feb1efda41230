package dev.ordersaga.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Names;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.Message;
import dev.ordersaga.port.Topics;
import dev.ordersaga.port.Topics.Delivery;
import dev.ordersaga.testing.EmulatorsResource;
import dev.ordersaga.testing.Ran;
import dev.ordersaga.testing.Shop;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** No services are there: the flow's subscriptions hold what is put back. */
@QuarkusTest
@WithTestResource(
        value = EmulatorsResource.class,
        scope = TestResourceScope.RESTRICTED_TO_CLASS,
        initArgs = {
            @ResourceArg(name = "ordersaga.google.pubsub.delivery-attempts-max", value = "5"),
            @ResourceArg(name = "ordersaga.google.pubsub.redelivery-pause", value = "100ms"),
            @ResourceArg(name = "ordersaga.google.pubsub.redelivery-pause-max", value = "100ms")
        })
class DeadLettersIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Names names;

    @Inject
    Documents documents;

    @Inject
    Topics topics;

    @Inject
    Instance<CommandLine> commandLines;

    private Shop shop;

    @BeforeEach
    void open() {
        shop = Shop.open(names, documents, topics);
        var all = names.subscriptions(Flow.ORDERS).stream()
                .map(Topics.Subscription::name)
                .toList();
        documents
                .read(List.of())
                .chain(now -> topics.seek(all, now.readAt()))
                .await()
                .atMost(PATIENCE);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private String run(String... arguments) {
        var ran = Ran.of(commandLines.get(), arguments);
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        return ran.out();
    }

    /** As a step leaves it. */
    private String ours(String topic) {
        var uuid = Shop.unique();
        shop.publish(
                "dead-letter",
                Message.of(
                        data(uuid),
                        Map.of(
                                "uuid",
                                uuid,
                                "topic",
                                topic,
                                "subscription",
                                topic + "-sub",
                                "step",
                                "some-service",
                                "reason",
                                "no such saga",
                                "attempt",
                                "1")));
        return uuid;
    }

    private static String data(String uuid) {
        return "{\"uuid\":\"" + uuid + "\"}";
    }

    /** As Pub/Sub leaves it, after so many deliveries that nobody acknowledged. */
    private String forwarded() {
        var uuid = Shop.unique();
        shop.publish("order-created", Message.of(data(uuid), Map.of("uuid", uuid)));
        var onlooker = Topics.Subscription.temporary("onlooker-" + uuid, "dead-letter");
        topics.provision(List.of(onlooker)).await().atMost(PATIENCE);
        var refusing = topics.receive("order-created-sub", Delivery::nack);
        shop.listen(onlooker.name()).first(uuid);
        refusing.stop(PATIENCE).await().atMost(PATIENCE);
        return uuid;
    }

    @Test
    void a_list_shows_every_letter_and_takes_none() {
        assertThat(run("dead-letters")).isEqualTo("0 dead letters\n");
        var one = ours("order-created");
        var other = forwarded();

        var first = run("dead-letters");

        assertThat(first)
                .contains("uuid " + one, "step some-service, attempt 1", "reason: no such saga", "data: " + data(one))
                .contains("uuid " + other, "step -, attempt 5", "reason: given up by Pub/Sub")
                .endsWith("2 dead letters\n");
        assertThat(run("dead-letters")).isEqualTo(first);
    }

    @Test
    void letters_of_either_kind_go_back_as_they_were_and_only_once() {
        var one = ours("inventory-updated");
        var other = forwarded();

        assertThat(run("replay-dead-letters"))
                .contains("uuid " + one + "  back on inventory-updated")
                .contains("uuid " + other + "  back on order-created")
                .endsWith("2 dead letters put back, 0 left where they are\n");
        assertThat(run("replay-dead-letters")).isEqualTo("0 dead letters put back, 0 left where they are\n");

        var inventoryUpdated = shop.listen("inventory-updated-sub");
        assertThat(inventoryUpdated.first(one).text()).isEqualTo(data(one));
        assertThat(inventoryUpdated.first(one).attributes()).isEqualTo(Map.of("uuid", one));
        var orderCreated = shop.listen("order-created-sub");
        assertThat(orderCreated.first(other).attributes()).isEqualTo(Map.of("uuid", other));
        assertThat(inventoryUpdated.about(one)).hasSize(1);
        assertThat(run("dead-letters")).isEqualTo("0 dead letters\n");
    }

    @Test
    void one_order_can_be_chosen_and_the_others_stay() {
        var one = ours("frontend");
        var other = ours("frontend");

        assertThat(run("replay-dead-letters", "--uuid", one))
                .contains("uuid " + one + "  back on frontend")
                .endsWith("1 dead letter put back, 0 left where they are\n");

        assertThat(run("dead-letters")).contains(other).doesNotContain(one);
        shop.listen("frontend-sub").first(one);
    }

    @Test
    void what_is_too_old_or_of_unknown_origin_stays() {
        var old = Shop.unique();
        shop.publish(
                "dead-letter",
                Message.of(
                        data(old),
                        Map.of(
                                "CloudPubSubDeadLetterSourceSubscription", "error-sub",
                                "CloudPubSubDeadLetterSourceTopicPublishTime", "2020-01-01T00:00:00Z")));
        var lost = ours("dead-letter");

        assertThat(run("replay-dead-letters"))
                .contains("uuid " + old + "  left: older than 60 days")
                .contains("uuid " + lost + "  left: nothing tells which topic of the flow it was on")
                .endsWith("0 dead letters put back, 2 left where they are\n");

        assertThat(run("dead-letters")).contains(old, lost);
    }

    @Test
    void without_the_subscription_it_says_so() {
        topics.remove(List.of("dead-letter-sub")).await().atMost(PATIENCE);

        var ran = Ran.of(commandLines.get(), "dead-letters");

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err()).contains("nothing can be received from dead-letter-sub: is it there?");
    }

    @Test
    void what_is_not_asked_properly_is_refused() {
        for (var arguments : new String[][] {{}, {"replay-dead-letters", "--uuid", "x"}, {"watch"}, {"watch", "all"}}) {
            assertThat(Ran.of(commandLines.get(), arguments).exitCode()).isEqualTo(2);
        }
    }
}
