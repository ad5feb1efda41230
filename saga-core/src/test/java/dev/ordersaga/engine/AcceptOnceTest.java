package dev.ordersaga.engine;

import static dev.ordersaga.engine.TestShop.NAMES;
import static dev.ordersaga.engine.TestShop.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.engine.SagaEngine.Accepted;
import dev.ordersaga.memory.Fault.Outcome;
import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.Saga;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Orders that may have been sent before. */
class AcceptOnceTest {

    private final Order order = order(5);

    private static List<Accepted> send(TestShop shop, Order order, SagaEngine... engines) {
        var answers = new ArrayList<Accepted>();
        for (var engine : engines) {
            engine.acceptOnce(order, "frontend-service").subscribe().with(answers::add);
        }
        shop.await(() -> answers.size() == engines.length);
        return answers;
    }

    private static SagaEngine[] times(int times, SagaEngine engine) {
        return java.util.stream.Stream.generate(() -> engine).limit(times).toArray(SagaEngine[]::new);
    }

    private static List<String> published(TestShop shop) {
        shop.world.runFor(Duration.ofSeconds(10));
        return shop.world.published("frontend").stream()
                .map(message -> message.attributes().get("uuid"))
                .toList();
    }

    @Test
    void sent_again_later_it_is_answered_as_it_stands_and_nothing_happens() {
        var shop = new TestShop().openAll();
        var first = send(shop, order, shop.engine("frontend-service")).get(0);
        shop.awaitRest(order.uuid(), "PAYMENT_CREATED");
        var complete = shop.saga(order.uuid());

        var again = send(shop, order, shop.engine("frontend-service")).get(0);

        assertThat(first.before()).isFalse();
        assertThat(again).isEqualTo(new Accepted(complete, true));
        assertThat(shop.saga(order.uuid())).isEqualTo(complete);
        assertThat(published(shop)).containsExactly(order.uuid());
    }

    @Test
    void sent_many_times_at_once_it_is_one_order_and_told_once_for_a_batch() {
        var shop = new TestShop();

        var answers = send(shop, order, times(500, shop.engine("frontend-service")));

        assertThat(answers).filteredOn(answer -> !answer.before()).hasSize(1);
        assertThat(answers).extracting(Accepted::saga).containsOnly(shop.saga(order.uuid()));
        assertThat(published(shop)).hasSizeBetween(1, 4).containsOnly(order.uuid());
    }

    @Test
    void sent_through_two_frontends_at_once_it_is_one_order() {
        var shop = new TestShop();

        var answers = send(shop, order, shop.engine("frontend-service"), shop.engine("frontend-service-2"));

        assertThat(answers).extracting(Accepted::before).containsExactlyInAnyOrder(true, false);
        assertThat(shop.saga(order.uuid()).version()).isEqualTo(1);
        assertThat(published(shop)).isNotEmpty().containsOnly(order.uuid());
    }

    @Test
    void another_order_of_the_same_uuid_is_answered_with_the_first() {
        var shop = new TestShop();
        send(shop, order, shop.engine("frontend-service"));

        var other = new Order(order.uuid(), "jill", "widget", 7);
        var answer = send(shop, other, shop.engine("frontend-service")).get(0);

        assertThat(answer).isEqualTo(new Accepted(shop.saga(order.uuid()), true));
        assertThat(answer.saga().order().asksFor(order)).isTrue();
        assertThat(answer.saga().order().asksFor(other)).isFalse();
    }

    @Test
    void what_is_only_about_to_be_stored_is_not_answered_before_it_is() {
        var shop = new TestShop(new OnFirst(1, Outcome.FAILS_BEFORE, OnFirst.commitsOf("frontend-service")));
        var answers = new ArrayList<Saga>();
        var engine = shop.engine("frontend-service");
        for (int i = 0; i < 3; i++) {
            engine.acceptOnce(order, "frontend-service").subscribe().with(answer -> {
                assertThat(shop.exists(NAMES.saga(order.uuid()))).isTrue();
                answers.add(answer.saga());
            });
        }

        shop.await(() -> answers.size() == 3);

        assertThat(answers).containsOnly(shop.saga(order.uuid()));
    }

    @Test
    void an_order_whose_commit_got_no_answer_is_published() {
        var shop = new TestShop(new OnFirst(1, Outcome.FAILS_AFTER, OnFirst.commitsOf("frontend-service")));

        send(shop, order, shop.engine("frontend-service"));

        assertThat(published(shop)).containsExactly(order.uuid());
    }
}
