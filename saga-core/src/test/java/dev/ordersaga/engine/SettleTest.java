package dev.ordersaga.engine;

import static dev.ordersaga.engine.TestShop.NAMES;
import static dev.ordersaga.engine.TestShop.STOCK;
import static dev.ordersaga.engine.TestShop.failing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.ordersaga.engine.SagaEngine.UnpublishedException;
import dev.ordersaga.flow.Flow;
import dev.ordersaga.memory.Fault.Outcome;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.saga.Saga.Entry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders whose payment is settled, for good. */
class SettleTest {

    private static final class Settle implements Settlement {

        @Override
        public String service() {
            return "frontend-service";
        }

        @Override
        public Set<DocumentPath> reads(Saga saga) {
            return Set.of(NAMES.payment(saga.order().uuid()));
        }

        @Override
        public String settle(Saga saga, Seen seen, Changes changes) {
            changes.update(NAMES.payment(saga.order().uuid()), Map.of("settled", true));
            return "settled";
        }
    }

    private static Optional<Saga> ask(TestShop shop, Function<SagaEngine, Uni<Optional<Saga>>> question) {
        var answer = new AtomicReference<Optional<Saga>>();
        question.apply(shop.engine("frontend-service")).subscribe().with(answer::set);
        shop.await(() -> answer.get() != null);
        return answer.get();
    }

    private static Optional<Saga> settle(TestShop shop, String uuid) {
        return ask(shop, engine -> engine.settle(uuid, new Settle()));
    }

    private static Optional<Saga> cancel(TestShop shop, String uuid) {
        return ask(shop, engine -> engine.cancel(uuid, "frontend-service"));
    }

    private static String done(TestShop shop) {
        var uuid = shop.place(5);
        shop.awaitRest(uuid, "PAYMENT_CREATED");
        return uuid;
    }

    @Test
    void a_complete_order_is_settled_and_stays_what_it_is() {
        var shop = new TestShop().openAll();
        var uuid = done(shop);
        int told = shop.world.published("payment-created").size();

        var settled = settle(shop, uuid).orElseThrow();
        shop.world.runFor(Duration.ofSeconds(10));

        assertThat(settled.isSettled()).isTrue();
        assertThat(settled.status()).isEqualTo("PAYMENT_CREATED");
        assertThat(settled.history()).extracting(Entry::detail).last().isEqualTo("settled");
        assertThat(shop.saga(uuid)).isEqualTo(settled);
        assertThat(shop.world.document(NAMES.payment(uuid)).orElseThrow().fields())
                .containsEntry("settled", true);
        assertThat(shop.world.published("payment-created")).as("nobody is told").hasSize(told);
    }

    @Test
    void an_order_settled_twice_is_settled_once_and_answered_alike() {
        var shop = new TestShop().openAll();
        var uuid = done(shop);

        assertThat(settle(shop, uuid)).isEqualTo(settle(shop, uuid));
    }

    @Test
    void neither_a_cancel_nor_a_report_undoes_it() {
        var shop = new TestShop().openAll();
        var uuid = done(shop);
        var settled = settle(shop, uuid).orElseThrow();

        assertThat(cancel(shop, uuid)).contains(settled);
        shop.publish(Flow.ERROR_TOPIC, "{\"uuid\":\"%s\",\"reason\":\"FRAUD\"}".formatted(uuid));
        shop.await(() -> !shop.world.published(Flow.DEAD_LETTER_TOPIC).isEmpty());

        assertThat(shop.saga(uuid)).isEqualTo(settled);
        assertThat(shop.stock()).isEqualTo(STOCK - 5);
        assertThat(shop.world.published(Flow.DEAD_LETTER_TOPIC).get(0).attributes())
                .containsEntry("reason", "the order is settled, so it cannot be undone");
    }

    @Test
    void an_order_on_its_way_is_answered_as_it_is() {
        var shop = new TestShop();
        var uuid = shop.place(5);

        assertThat(settle(shop, uuid)).contains(shop.saga(uuid));
        assertThat(shop.saga(uuid).isSettled()).isFalse();
    }

    @Test
    void an_order_that_is_undone_is_answered_as_it_is() {
        var shop = new TestShop().openAll();
        var uuid = shop.place(failing(5));
        shop.awaitRest(uuid, Flow.COMPENSATED);

        assertThat(settle(shop, uuid)).contains(shop.saga(uuid));
        assertThat(shop.saga(uuid).isSettled()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = "00000000-0000-4000-8000-000000000000")
    void there_is_nothing_to_settle_or_retry_where_there_is_no_order(String uuid) {
        var shop = new TestShop();

        assertThat(settle(shop, uuid)).isEmpty();
        assertThat(ask(shop, engine -> engine.retry(uuid, "operations", "why not")))
                .isEmpty();
    }

    @Test
    void what_lies_still_is_published_again_at_once_when_somebody_wants_that_and_the_history_says_why() {
        var shop = new TestShop();
        var uuid = shop.place(5);
        var before = shop.saga(uuid);

        var retried = ask(shop, engine -> engine.retry(uuid, "operations", "It took too long."))
                .orElseThrow();
        shop.await(() -> shop.world.published("frontend").size() == 2);

        assertThat(retried.status()).isEqualTo(Flow.RECEIVED);
        assertThat(retried.attempts()).isEqualTo(1);
        assertThat(retried.wakeAt())
                .hasValueSatisfying(at -> assertThat(at).isAfter(before.wakeAt().orElseThrow()));
        assertThat(retried.history()).extracting(Entry::detail).last().isEqualTo("It took too long.");
        assertThat(retried.detail()).isEqualTo(before.detail());
    }

    @Test
    void who_wants_it_published_again_is_told_when_that_fails_and_the_history_says_it_was_tried() {
        var away = new OnFirst(1, Outcome.FAILS_BEFORE, OnFirst.publishesOf("operations"));
        var shop = new TestShop(away);
        var uuid = shop.place(5);
        var failure = new AtomicReference<Throwable>();

        shop.engine("operations")
                .retry(uuid, "operations", "It took too long.")
                .subscribe()
                .with(published -> fail("it is not published"), failure::set);
        shop.await(() -> failure.get() != null);

        assertThat(failure.get()).isInstanceOf(UnpublishedException.class).hasMessageStartingWith("it is stored");
        assertThat(away.spent()).isTrue();
        assertThat(shop.saga(uuid).history()).extracting(Entry::detail).last().isEqualTo("It took too long.");
        assertThat(shop.world.published("frontend")).hasSize(1);
    }

    @Test
    void what_is_at_rest_is_not_retried() {
        var shop = new TestShop().openAll();
        var uuid = done(shop);
        var before = shop.saga(uuid);

        assertThat(ask(shop, engine -> engine.retry(uuid, "operations", "why not")))
                .contains(before);
        assertThat(shop.saga(uuid)).isEqualTo(before);
    }
}
