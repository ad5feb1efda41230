package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.operations.Answer;
import dev.ordersaga.operations.audit.Limits;
import dev.ordersaga.operations.stock.Shelves;
import dev.ordersaga.saga.Saga;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** An operator restocks and reprices while orders flow. */
class RestockTest {

    private static final int ROUNDS = 20;

    private final MemoryShop shop = new MemoryShop().open().start("inventory-service-2");
    private final List<Answer> answers = new ArrayList<>();

    @Test
    void everything_adds_up_at_any_time_and_reserved_orders_keep_their_price() {
        var operations = shop.world.process("operations");
        var shelves = new Shelves(MemoryShop.NAMES, operations.documents(), operations.time());
        var orders = new ArrayList<String>();

        for (int round = 0; round < ROUNDS; round++) {
            orders.addAll(shop.place("widget", 3, 20));
            ask(shelves.restock("widget", round % 2 == 0 ? 500 : -100, Optional.empty()));
            ask(shelves.price("widget", 11 + round));
            assertThat(shop.violations(Limits.ANY_TIME)).isEmpty();
        }
        var sagas = orders.stream().map(shop::atRest).toList();
        shop.await(() -> answers.size() == 2 * ROUNDS);

        assertThat(shop.violations(Limits.AT_REST)).isEmpty();
        assertThat(answers).extracting(Answer::exitCode).containsOnly(0);
        assertThat(sagas).extracting(Saga::status).containsOnly("PAYMENT_CREATED");
        assertThat(shop.stock("widget")).isEqualTo(10_000 + 10 * 500 - 10 * 100 - 3L * orders.size());
        assertThat(sagas.stream()
                        .map(saga -> saga.order().number("price_per_unit"))
                        .collect(Collectors.toSet()))
                .hasSizeGreaterThan(2)
                .allSatisfy(price -> assertThat(price).isBetween(10L, 10L + ROUNDS));
    }

    private void ask(Uni<Answer> asked) {
        asked.subscribe().with(answers::add);
    }
}
