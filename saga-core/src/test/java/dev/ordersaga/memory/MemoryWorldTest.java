package dev.ordersaga.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.port.Documents;
import dev.ordersaga.port.DocumentsContract;
import dev.ordersaga.port.QueriesContract;
import dev.ordersaga.port.Topics;
import dev.ordersaga.port.TopicsContract;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** The world in memory is a world. */
class MemoryWorldTest implements DocumentsContract, QueriesContract, TopicsContract {

    private final MemoryWorld world = new MemoryWorld(1);

    @Override
    public Documents documents() {
        return world.process("test").documents();
    }

    @Override
    public Topics topics(String process) {
        return world.process(process).topics();
    }

    @Override
    public <T> T await(Uni<T> uni) {
        return Virtual.await(world, uni);
    }

    @Override
    public void eventually(BooleanSupplier condition) {
        assertThat(world.runUntil(condition, Duration.ofMinutes(1))).isTrue();
    }

    @Override
    public void steadily(Duration duration, BooleanSupplier condition) {
        assertThat(world.runUntil(() -> !condition.getAsBoolean(), duration)).isFalse();
    }
}
