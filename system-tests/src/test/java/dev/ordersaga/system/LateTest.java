package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.flow.Flow;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Messages that come when everything is long over. */
class LateTest {

    @Test
    void a_day_late_no_message_changes_an_undone_order() {
        var shop = new MemoryShop().open();
        var stock = shop.stock("widget");
        var uuid = shop.place(MemoryShop.failing("widget", 5));
        shop.atRest(uuid);
        assertThat(MemoryShop.CONSUMED)
                .allSatisfy(topic -> assertThat(shop.world.published(topic)).isNotEmpty());

        shop.world.runFor(Duration.ofDays(1));
        var before = shop.world.documents();
        shop.repeatEverything();

        assertThat(shop.world.documents()).isEqualTo(before);
        assertThat(shop.saga(uuid).is(Flow.COMPENSATED)).isTrue();
        assertThat(shop.stock("widget")).isEqualTo(stock);
        assertThat(shop.world.published(Flow.DEAD_LETTER_TOPIC)).isEmpty();
    }
}
