package dev.ordersaga.system;

import static dev.ordersaga.flow.Flow.COMPENSATED_TOPIC;
import static dev.ordersaga.flow.Flow.DEAD_LETTER_TOPIC;
import static dev.ordersaga.flow.Flow.ERROR_TOPIC;
import static dev.ordersaga.flow.Flow.ORDERS;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.flow.Flow.Stage;
import dev.ordersaga.frontend.Settlements;
import dev.ordersaga.memory.Call;
import dev.ordersaga.memory.Fault;
import dev.ordersaga.memory.Fault.Outcome;
import dev.ordersaga.port.Topics.Subscription;
import dev.ordersaga.port.Write;
import dev.ordersaga.saga.Order;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What {@code docs/security.md} says each service has to be allowed is what it does, and what the flow has for it. */
class SecurityDocTest {

    private static final Path DOC = Path.of("..", "docs", "security.md");

    private static final String FRONTEND = "frontend-service";
    private static final String JANITOR = "janitor-service";

    private static final Map<String, Deeds> SEEN = new TreeMap<>();

    /** What a service did: topics it published to, subscriptions it took from, documents it wrote. */
    private record Deeds(Set<String> publishes, Set<String> takes, Set<String> writes) {

        private Deeds() {
            this(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        }
    }

    /** A world in which each event is lost once, so that the relay has to publish it as well. */
    private static final class Trouble {

        private final Set<String> lost = new HashSet<>();

        private Fault at(Call call) {
            var service = call.process().replaceFirst("-\\d+$", "");
            if (service.endsWith("-service")) {
                note(call, SEEN.computeIfAbsent(service, first -> new Deeds()));
            }
            return call instanceof Call.Publish publish && service.endsWith("-service") && !service.equals(JANITOR)
                    ? loss(publish.topic())
                    : Fault.NONE;
        }

        /** What nobody has taken, the janitor has to have published before; nobody takes what is complete. */
        private Fault loss(String topic) {
            if (topic.equals(ORDERS.topicOf(ORDERS.completed()))) {
                var published = SEEN.containsKey(JANITOR)
                        && SEEN.get(JANITOR).publishes().contains(topic);
                return published ? Fault.NONE : Fault.of(Outcome.FAILS_BEFORE);
            }
            return topic.equals(DEAD_LETTER_TOPIC) || !lost.add(topic) ? Fault.NONE : Fault.of(Outcome.LOST);
        }

        private static void note(Call call, Deeds deeds) {
            if (call instanceof Call.Publish publish) {
                deeds.publishes().add(publish.topic());
            } else if (call instanceof Call.Deliver deliver) {
                deeds.takes().add(deliver.subscription());
            } else if (call instanceof Call.Commit commit) {
                commit.writes().forEach(write -> deeds.writes().add(kind(write)));
            } else if (call instanceof Call.CommitEach marks) {
                marks.writes().forEach(write -> deeds.writes().add(kind(write)));
            }
        }

        private static String kind(Write write) {
            return String.join("/…/", write.path().collectionNames());
        }
    }

    @BeforeAll
    static void let_everything_happen() {
        var shop = new MemoryShop(new Trouble()::at).open();
        var settled = comesToRest(shop, order("joan", "widget"));
        comesToRest(shop, MemoryShop.failing("wotsit", 80));
        comesToRest(shop, order("jimbo", "widget"));
        comesToRest(shop, order("jack", "gizmo"));
        var refunded = comesToRest(shop, order("joan", "widget"));
        shop.cancel(refunded);
        shop.engine(FRONTEND)
                .settle(settled, Settlements.settlement(MemoryShop.NAMES))
                .subscribe()
                .with(saga -> assertThat(saga.orElseThrow().isSettled()).isTrue());
        MemoryShop.CONSUMED.forEach(topic -> shop.publish(topic, "no event at all"));
        shop.settle();
        assertThat(shop.saga(refunded).status()).isEqualTo("COMPENSATED");
        assertThat(shop.saga(settled).isSettled()).isTrue();
    }

    private static Order order(String user, String item) {
        return new Order(UUID.randomUUID().toString(), user, item, 5);
    }

    private static String comesToRest(MemoryShop shop, Order order) {
        var uuid = shop.place(order);
        shop.atRest(uuid);
        return uuid;
    }

    private static Deeds deeds(String service) {
        return SEEN.get(service);
    }

    @Test
    void a_step_takes_what_it_reads_and_tells_what_came_of_it() {
        for (var stage : ORDERS.stages()) {
            assertThat(deeds(stage.service()).publishes())
                    .as(stage.service())
                    .isEqualTo(Set.of(stage.publishes(), ERROR_TOPIC, DEAD_LETTER_TOPIC));
            assertThat(deeds(stage.service()).takes()).containsExactly(subscription(stage.reads()));
        }
    }

    @Test
    void the_frontend_takes_nothing_and_the_janitor_tells_everything() {
        assertThat(deeds(FRONTEND).publishes()).isEqualTo(Set.of(ORDERS.entry(), ERROR_TOPIC));
        assertThat(deeds(FRONTEND).takes()).isEmpty();
        assertThat(deeds(JANITOR).publishes())
                .isEqualTo(
                        ORDERS.subscriptions().stream().map(Subscription::topic).collect(toSet()))
                .contains(COMPENSATED_TOPIC);
        assertThat(deeds(JANITOR).takes()).containsExactly(subscription(ERROR_TOPIC));
    }

    private static String subscription(String topic) {
        return ORDERS.subscriptions().stream()
                .filter(each ->
                        each.topic().equals(topic) && each.deadLetterTopic().isPresent())
                .map(Subscription::name)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_table_says_so() throws IOException {
        var services = Stream.of(Stream.of(FRONTEND), ORDERS.stages().stream().map(Stage::service), Stream.of(JANITOR))
                .flatMap(each -> each)
                .toList();
        assertThat(SEEN.keySet()).containsExactlyInAnyOrderElementsOf(services);

        new GeneratedSection(DOC, "SecurityDocTest")
                .assertIs(services.stream()
                        .map(service -> List.of(
                                "`" + service + "`",
                                names(deeds(service).publishes()),
                                names(deeds(service).takes()),
                                names(deeds(service).writes())))
                        .map(cells -> "| " + String.join(" | ", cells) + " |\n")
                        .collect(joining("", """
                        | service | publishes to | takes from | writes |
                        | --- | --- | --- | --- |
                        """, "")));
    }

    private static String names(Set<String> names) {
        return Optional.of(names.stream().map(name -> "`" + name + "`").collect(joining(" ")))
                .filter(text -> !text.isEmpty())
                .orElse("–");
    }
}
