package dev.ordersaga.datainit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Names;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.Topics;
import dev.ordersaga.port.Write;
import dev.ordersaga.testing.EmulatorsResource;
import dev.ordersaga.testing.Listener;
import dev.ordersaga.testing.Shop;
import io.quarkus.picocli.runtime.annotations.TopCommand;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import picocli.CommandLine;

/** The command as a new project sees it, run after run. */
@QuarkusTest
@WithTestResource(value = EmulatorsResource.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class DataInitIT {

    @Inject
    @TopCommand
    DataInit command;

    @Inject
    CommandLine.IFactory factory;

    @Inject
    Names names;

    @Inject
    Documents documents;

    @Inject
    Topics topics;

    private int run(String... arguments) {
        return new CommandLine(command, factory).execute(arguments);
    }

    private Map<DocumentPath, Map<String, Object>> found(Shop shop) {
        return shop.found(Seed.documents(names, Instant.EPOCH).keySet());
    }

    @Test
    @Order(1)
    void help_makes_nothing() {
        assertThat(run("--help")).isZero();
        assertThat(run("--nonsense")).isEqualTo(2);
        assertThat(found(Shop.empty(names, documents, topics))).isEmpty();
    }

    @Test
    @Order(2)
    void makes_everything() {
        assertThat(run()).isZero();

        try (var shop = Shop.empty(names, documents, topics)) {
            var created = (Instant) shop.fields(names.order("jack", "00000000-3321-4927-bac1-2750a1d16017"))
                    .orElseThrow()
                    .get("created");
            assertThat(found(shop)).isEqualTo(Seed.documents(names, created));

            var listeners = Flow.ORDERS.subscriptions().stream()
                    .collect(Collectors.toMap(Function.identity(), each -> shop.listen(each.name())));
            var topics = listeners.keySet().stream()
                    .map(Topics.Subscription::topic)
                    .distinct()
                    .collect(Collectors.toMap(Function.identity(), topic -> "hello " + topic));
            topics.forEach((topic, hello) -> shop.publish(topic, hello));
            listeners.forEach((subscription, listener) -> assertHears(listener, topics.get(subscription.topic())));
        }
    }

    private static void assertHears(Listener listener, String hello) {
        assertThat(listener.first("hello").text()).isEqualTo(hello);
    }

    @Test
    @Order(3)
    void again_resets_nothing() {
        try (var shop = Shop.empty(names, documents, topics)) {
            update(shop, names.stock("widget"), Map.of("quantity", 7L));
            update(shop, names.user("jack"), Map.of("address", "1 new street"));
            var before = found(shop);

            assertThat(run()).isZero();
            assertThat(found(shop)).isEqualTo(before);
        }
    }

    @Test
    @Order(4)
    void again_makes_only_what_is_missing() {
        try (var shop = Shop.empty(names, documents, topics)) {
            var expected = new HashMap<>(found(shop));
            shop.commit(new Write.Delete(names.stock("wotsit")));

            assertThat(run()).isZero();
            expected.put(names.stock("wotsit"), Map.of("quantity", 20_000L, "price_per_unit", 15L, "stocked", 20_000L));
            assertThat(found(shop)).isEqualTo(expected);
        }
    }

    private void update(Shop shop, DocumentPath path, Map<String, Object> fields) {
        var guard = documents
                .read(Set.of(path))
                .await()
                .indefinitely()
                .document(path)
                .orElseThrow()
                .updatedAt();
        shop.commit(new Write.Update(path, fields, Set.of(), guard));
    }
}
