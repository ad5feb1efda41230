package dev.ordersaga.datainit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Names;
import dev.ordersaga.port.Document;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.Documents.Scan;
import dev.ordersaga.port.Topics;
import dev.ordersaga.port.Topics.Subscription;
import dev.ordersaga.port.Write;
import dev.ordersaga.testing.EmulatorsResource;
import dev.ordersaga.testing.Ran;
import dev.ordersaga.testing.Shop;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

@QuarkusTest
@WithTestResource(value = EmulatorsResource.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class CommandsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Names names;

    @Inject
    Documents documents;

    @Inject
    Topics topics;

    @Inject
    Instance<CommandLine> commandLines;

    private Ran run(String... arguments) {
        return Ran.of(commandLines.get(), arguments);
    }

    @Test
    void topics_subscriptions_and_data_can_be_had_one_by_one_and_again() {
        assertThat(run("topics")).isEqualTo(new Ran(0, "7 topics are there\n", ""));
        assertThat(run("subscriptions")).isEqualTo(new Ran(0, "8 subscriptions and their topics are there\n", ""));
        assertThat(run("data", "--wipe").exitCode()).isZero();
        assertThat(run("data")).isEqualTo(new Ran(0, "seed data: 0 documents made, 7 were there\n", ""));
        assertThat(run())
                .isEqualTo(new Ran(
                        0,
                        "8 subscriptions and their topics are there\nseed data: 0 documents made, 7 were there\n",
                        ""));
    }

    @Test
    void defect_17_a_wipe_leaves_the_seed_and_nothing_else_beyond_a_thousand_or_below_what_is_missing() {
        run("--wipe");
        create(IntStream.range(0, 1_200).mapToObj(i -> names.payment("payment-" + i)));
        create(IntStream.range(0, 1_100).mapToObj(i -> names.reservation("no-such-item", "order-" + i)));
        create(List.of(
                names.order("no-such-user", "order"),
                names.order("jack", "new"),
                names.saga("saga"),
                names.user("jimbo"),
                names.stock("gold"),
                DocumentPath.of("accounts", "jack"))
                .stream());
        var notOurs = DocumentPath.of("archive", "old", "orders", "order");
        create(List.of(notOurs).stream());
        documents
                .commit(List.of(new Write.Increment(names.stock("widget"), Map.of("quantity", -50L))))
                .await()
                .atMost(PATIENCE);

        var wipe = run("--wipe");

        assertThat(wipe.exitCode()).isZero();
        assertThat(wipe.out())
                .contains(
                        "wiping project test-", "2313 documents deleted", "seed data: 7 documents made, 0 were there");
        var seed = new ArrayList<>(Seed.documents(names, Instant.EPOCH).keySet());
        assertThat(paths("users"))
                .containsExactlyInAnyOrder(names.user("jack"), names.user("jill"), names.user("joan"));
        assertThat(paths("inventory")).containsExactlyInAnyOrder(names.stock("widget"), names.stock("wotsit"));
        assertThat(paths("payments")).isEmpty();
        assertThat(paths("sagas")).isEmpty();
        assertThat(paths("accounts")).isEmpty();
        assertThat(scan(Scan.group("orders", 2_000))).containsExactlyInAnyOrder(seed.get(3), seed.get(4), notOurs);
        try (var shop = Shop.empty(names, documents, topics)) {
            assertThat(shop.fields(names.stock("widget")).orElseThrow()).containsEntry("quantity", 10_000L);
        }
        documents.commit(List.of(new Write.Delete(notOurs))).await().atMost(PATIENCE);
    }

    @Test
    void after_a_wipe_no_message_of_before_comes() {
        run("subscriptions");
        try (var shop = Shop.empty(names, documents, topics)) {
            var everywhere = names.subscriptions(Flow.ORDERS);
            everywhere.forEach(each -> shop.publish(each.topic(), "{\"uuid\":\"before\"}"));

            assertThat(run("data", "--wipe").exitCode()).isZero();

            everywhere.forEach(each -> shop.publish(each.topic(), "{\"uuid\":\"after\"}"));
            for (var subscription : everywhere.stream().map(Subscription::name).toList()) {
                var listener = shop.listen(subscription);
                listener.first("after");
                assertThat(listener.about("before")).isEmpty();
            }
        }
    }

    @Test
    void what_is_not_asked_properly_is_refused_and_destroys_nothing() {
        run();
        create(List.of(names.payment("kept")).stream());

        assertThat(run("--wipe", "--yes-wipe-project", "another").exitCode()).isEqualTo(2);
        assertThat(run("data", "--yes-wipe-project", "another").exitCode()).isEqualTo(2);
        assertThat(run("wipe").exitCode()).isEqualTo(2);
        assertThat(run("data", "--wype").err()).contains("Unknown option: '--wype'");

        assertThat(paths("payments")).contains(names.payment("kept"));
    }

    private void create(Stream<DocumentPath> paths) {
        List<Write> writes = paths.<Write>map(path -> new Write.Create(path, Map.of("created", "now")))
                .toList();
        assertThat(documents.commitEach(writes).await().atMost(PATIENCE)).allMatch(Optional::isEmpty);
    }

    private List<DocumentPath> paths(String collection) {
        return scan(Scan.of(collection, 2_000));
    }

    private List<DocumentPath> scan(Scan scan) {
        return documents.scan(scan).await().atMost(PATIENCE).documents().stream()
                .map(Document::path)
                .toList();
    }
}
