package dev.ordersaga.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.memory.Faults;
import dev.ordersaga.memory.MemoryWorld;
import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.saga.Saga.Entry;
import dev.ordersaga.saga.Saga.Transition;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OrderWatchTest {

    private static final String UUID = "00000000-0000-4000-8000-000000000001";

    private final MemoryWorld world = new MemoryWorld(1, Faults.NONE);
    private final Map<String, Saga> sagas = new HashMap<>();
    private final List<Set<String>> looks = new ArrayList<>();
    private final OrderWatch watch =
            new OrderWatch(this::find, world.process("frontend-service").time(), Duration.ofMillis(500));
    private boolean away;

    private Uni<Map<String, Saga>> find(Set<String> uuids) {
        looks.add(Set.copyOf(uuids));
        var found = new HashMap<>(sagas);
        found.keySet().retainAll(uuids);
        return away
                ? Uni.createFrom().failure(new IllegalStateException("away"))
                : Uni.createFrom().item(found);
    }

    private static Transition at(int second) {
        return new Transition("a-service", "words", Instant.ofEpochSecond(second), Instant.MAX);
    }

    private void receive(String uuid) {
        sagas.put(uuid, Saga.received(new Order(uuid, "jack", "widget", 1), at(0)));
    }

    private void advance(String uuid, String status) {
        sagas.put(uuid, sagas.get(uuid).advanced(status, Map.of(), at(1)));
    }

    private Follower join(String uuid, int known) {
        return join(new Follower(uuid, known));
    }

    private Follower joinAsStranger(String uuid) {
        var follower = new Follower(uuid, 0);
        follower.stranger = true;
        return join(follower);
    }

    private Follower join(Follower follower) {
        watch.join(follower);
        return follower;
    }

    private void pass(int millis) {
        world.runFor(Duration.ofMillis(millis));
    }

    @Test
    void tells_all_that_happened_and_what_happens_until_the_order_rests() {
        receive(UUID);
        advance(UUID, "ORDER_CREATED");
        var follower = join(UUID, 0);
        pass(10);
        assertThat(follower.heard).containsExactly("begins", "1 RECEIVED", "2 ORDER_CREATED");

        advance(UUID, "INVENTORY_UPDATED");
        advance(UUID, "PAYMENT_CREATED");
        pass(600);

        assertThat(follower.heard).endsWith("2 ORDER_CREATED", "3 INVENTORY_UPDATED", "4 PAYMENT_CREATED", "rests");
        var before = looks.size();
        pass(60_000);
        assertThat(looks).hasSize(before);
    }

    @Test
    void goes_on_behind_what_is_known() {
        receive(UUID);
        advance(UUID, "ORDER_CREATED");
        var follower = join(UUID, 2);
        pass(600);
        assertThat(follower.heard).containsExactly("begins");

        advance(UUID, "INVENTORY_UPDATED");
        pass(600);

        assertThat(follower.heard).containsExactly("begins", "3 INVENTORY_UPDATED");
    }

    @Test
    void of_an_order_at_rest_there_is_no_more_to_tell_than_what_is_not_known() {
        receive(UUID);
        advance(UUID, Flow.ORDERS.completed());
        var knowing = join(UUID, 2);
        var fresh = join(UUID, 0);
        pass(10);

        assertThat(knowing.heard).containsExactly("rests");
        assertThat(fresh.heard).containsExactly("1 RECEIVED", "2 PAYMENT_CREATED", "rests");
    }

    @Test
    void an_order_of_somebody_else_is_as_good_as_none() {
        receive(UUID);
        var first = joinAsStranger(UUID);
        pass(10);
        assertThat(first.heard).containsExactly("unknown");
        var owner = join(UUID, 0);
        pass(10);

        var second = joinAsStranger(UUID);
        advance(UUID, Flow.ORDERS.completed());
        pass(600);
        var third = joinAsStranger(UUID);
        pass(10);

        assertThat(owner.heard).containsExactly("begins", "1 RECEIVED", "2 PAYMENT_CREATED", "rests");
        assertThat(List.of(first.heard, second.heard, third.heard)).containsOnly(List.of("unknown"));
        var before = looks.size();
        pass(60_000);
        assertThat(looks).hasSize(before);
    }

    @Test
    void an_order_taken_back_after_it_rested_is_looked_at_anew() {
        receive(UUID);
        advance(UUID, Flow.ORDERS.completed());
        join(UUID, 0);
        pass(10);
        sagas.put(UUID, sagas.get(UUID).failed("CANCELLED", at(2)));

        var follower = join(UUID, 2);
        pass(10);

        assertThat(follower.heard).containsExactly("begins", "3 FAILED");
    }

    @Test
    void however_many_watch_an_order_it_is_looked_at_as_often() {
        receive(UUID);
        for (int i = 0; i < 1_000; i++) {
            join(UUID, 0);
        }
        pass(5_100);

        assertThat(looks).hasSizeLessThanOrEqualTo(13).allMatch(Set.of(UUID)::equals);
    }

    @Test
    void all_orders_are_looked_at_together() {
        var uuids = List.of(UUID, UUID.replace('1', '2'), UUID.replace('1', '3'));
        uuids.forEach(this::receive);
        uuids.forEach(uuid -> join(uuid, 0));
        pass(100);
        looks.clear();
        pass(5_000);

        assertThat(looks).hasSizeBetween(9, 10).allMatch(Set.copyOf(uuids)::equals);
    }

    @Test
    void nobody_is_looked_after_who_has_gone() {
        receive(UUID);
        var follower = join(UUID, 0);
        pass(100);
        follower.gone = true;
        pass(1_000);
        looks.clear();
        pass(60_000);

        assertThat(looks).isEmpty();
    }

    @Test
    void an_order_that_is_not_there_is_unknown_and_one_that_disappears_too() {
        var none = join(UUID, 0);
        receive(UUID);
        var follower = join(UUID, 0);
        pass(10);
        assertThat(follower.heard).containsExactly("begins", "1 RECEIVED");
        assertThat(none.heard).containsAnyOf("unknown", "begins");

        sagas.clear();
        pass(600);

        assertThat(follower.heard).endsWith("unknown");
    }

    @Test
    void while_the_database_is_away_newcomers_are_told_and_the_others_wait() {
        receive(UUID);
        var follower = join(UUID, 0);
        pass(10);
        away = true;
        var newcomer = join(UUID.replace('1', '2'), 0);
        pass(2_000);
        assertThat(newcomer.heard).containsExactly("failed");

        away = false;
        advance(UUID, Flow.ORDERS.completed());
        pass(600);

        assertThat(follower.heard).containsExactly("begins", "1 RECEIVED", "2 PAYMENT_CREATED", "rests");
    }

    private static final class Follower implements OrderWatch.Watcher {

        private final String uuid;
        private final List<String> heard = new ArrayList<>();
        private int known;
        private boolean gone;
        private boolean stranger;

        private Follower(String uuid, int known) {
            this.uuid = uuid;
            this.known = known;
        }

        @Override
        public String uuid() {
            return uuid;
        }

        @Override
        public boolean gone() {
            return gone;
        }

        @Override
        public boolean maySee(Saga saga) {
            return !stranger;
        }

        @Override
        public int known() {
            return known;
        }

        @Override
        public void changed(int number, Entry change) {
            known = number;
            heard.add(number + " " + change.status());
        }

        @Override
        public void begins() {
            heard.add("begins");
        }

        @Override
        public void rests() {
            heard.add("rests");
        }

        @Override
        public void unknown() {
            heard.add("unknown");
        }

        @Override
        public void failed(Throwable failure) {
            heard.add("failed");
        }
    }
}
