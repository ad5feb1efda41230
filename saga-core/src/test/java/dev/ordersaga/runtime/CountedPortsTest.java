package dev.ordersaga.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.memory.MemoryWorld;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.Documents.Count;
import dev.ordersaga.port.Documents.Newest;
import dev.ordersaga.port.Documents.Scan;
import dev.ordersaga.port.DocumentsContract;
import dev.ordersaga.port.Message;
import dev.ordersaga.port.QueriesContract;
import dev.ordersaga.port.Topics;
import dev.ordersaga.port.Topics.Delivery;
import dev.ordersaga.port.Topics.Subscription;
import dev.ordersaga.port.TopicsContract;
import dev.ordersaga.port.Write.Create;
import dev.ordersaga.port.Write.Delete;
import dev.ordersaga.port.Write.Increment;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Whoever counts changes nothing: a world that is counted is a world. */
class CountedPortsTest implements DocumentsContract, QueriesContract, TopicsContract {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MemoryWorld world = new MemoryWorld(1);

    @Override
    public Documents documents() {
        return new CountedDocuments(world.process("test").documents(), meters);
    }

    @Override
    public Topics topics(String process) {
        return new CountedTopics(world.process(process).topics(), meters);
    }

    @Override
    public <T> T await(Uni<T> uni) {
        var result = uni.subscribeAsCompletionStage();
        eventually(result::isDone);
        try {
            return result.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public void eventually(BooleanSupplier condition) {
        assertThat(world.runUntil(condition, Duration.ofMinutes(1))).isTrue();
    }

    @Override
    public void steadily(Duration duration, BooleanSupplier condition) {
        assertThat(world.runUntil(() -> !condition.getAsBoolean(), duration)).isFalse();
    }

    private double documents(String operation) {
        return meters.get("ordersaga.documents")
                .tag("operation", operation)
                .counter()
                .count();
    }

    private double traffic(String name, String direction) {
        return meters.get(name).tag("direction", direction).counter().count();
    }

    @Test
    void what_is_asked_for_is_read_whether_or_not_it_is_there() {
        await(documents().read(List.of(WIDGET, WOTSIT, WIDGET)));
        assertThat(documents("read")).isEqualTo(2);

        await(documents().read(List.of()));
        assertThat(documents("read")).isEqualTo(3);
    }

    @Test
    void a_query_reads_what_it_finds_and_at_least_one() {
        await(documents().commit(List.of(new Create(WIDGET, Map.of()), new Create(WOTSIT, Map.of()))));
        await(documents().scan(Scan.of("inventory", 10)));
        assertThat(documents("read")).isEqualTo(2);

        await(documents().scan(Scan.of("nothing", 10)));
        await(documents().due("nothing", Set.of(1), Instant.now(), 10));
        await(documents().newest(new Newest("nothing", "user", "jack", Optional.empty(), 10)));
        await(documents().count(new Count("nothing", "user", "jack", world.now())));
        assertThat(documents("read")).isEqualTo(6);
    }

    @Test
    void writes_and_deletes_count_once_they_are_done() {
        await(documents().commit(List.of(new Create(WIDGET, Map.of("quantity", 1L)))));
        await(documents().commit(List.of(new Increment(WIDGET, Map.of("quantity", 1L)), new Delete(WOTSIT))));
        kindOfFailure(documents().commit(List.of(new Create(WIDGET, Map.of()))));

        assertThat(documents("write")).isEqualTo(2);
        assertThat(documents("delete")).isEqualTo(1);
    }

    @Test
    void of_writes_that_stand_alone_those_count_that_are_done() {
        var third = DocumentPath.of("inventory", "third");
        await(documents().commit(List.of(new Create(WIDGET, Map.of()))));

        await(documents()
                .commitEach(List.of(new Create(WOTSIT, Map.of()), new Create(WIDGET, Map.of()), new Delete(third))));

        assertThat(documents("write")).isEqualTo(2);
        assertThat(documents("delete")).isEqualTo(1);
    }

    @Test
    void a_message_counts_once_published_and_once_for_each_delivery() {
        var topics = topics("test");
        await(topics.provision(List.of(new Subscription("orders-sub", "orders", Optional.empty()))));
        var deliveries = new ArrayList<Delivery>();
        topics.receive("orders-sub", delivery -> {
            deliveries.add(delivery);
            if (deliveries.size() == 1) {
                delivery.nack();
            } else {
                delivery.ack();
            }
        });

        await(topics.publish("orders", Message.of("häh", Map.of("uuid", "1"))));
        eventually(() -> deliveries.size() == 2);

        assertThat(traffic("ordersaga.messages", "published")).isEqualTo(1);
        assertThat(traffic("ordersaga.messages", "delivered")).isEqualTo(2);
        assertThat(traffic("ordersaga.message.bytes", "published")).isEqualTo(9);
        assertThat(traffic("ordersaga.message.bytes", "delivered")).isEqualTo(18);
    }
}
