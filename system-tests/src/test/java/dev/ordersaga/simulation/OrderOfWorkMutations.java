package dev.ordersaga.simulation;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.port.Document;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.DocumentsException;
import dev.ordersaga.port.DocumentsException.Kind;
import dev.ordersaga.port.Message;
import dev.ordersaga.port.Topics;
import dev.ordersaga.port.Write;
import dev.ordersaga.saga.OrderEvent;
import dev.ordersaga.saga.Saga;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The right things, in the wrong order or only half. */
final class OrderOfWorkMutations {

    static final List<Mutation> ALL = List.of(
            new Mutation(
                    "a message is acknowledged before the publish",
                    () -> new Publishing(topic -> !Shop.OTHER_TOPICS.contains(topic), OrderOfWorkMutations::soon)),
            new Mutation(
                    "a saga is marked before the publish",
                    () -> new Publishing(Shop.OTHER_TOPICS::contains, OrderOfWorkMutations::soon)),
            new Mutation(
                    "a publish that failed counts as done",
                    () -> new Publishing(
                            topic -> !Shop.OTHER_TOPICS.contains(topic),
                            (site, publish) -> publish.onFailure().recoverWithNull())),
            documents("an event is published before its commit", EarlyPublishes::new),
            documents("an order is accepted before its commit", Hasty::new),
            documents("stock is given back in a commit of its own", TwoCommits::new),
            documents(
                    "stock is not given back",
                    (site, documents) -> new Filtered(documents, write -> !(write instanceof Write.Increment))),
            new Mutation("only the saga is read again on a retry", () -> new Remembering("inventory", false)),
            new Mutation("the stock's quantity is not read again on a retry", () -> new Remembering("inventory", true)),
            new Mutation("the saga's status is not read again on a retry", () -> new Remembering("sagas", true)),
            documents("an outage counts as a bad request", (site, documents) -> new Impatient(documents)),
            new Mutation("a message that has to come again is acknowledged", () -> new Parts() {
                @Override
                Topics topics(Site site, Topics topics) {
                    return new AckAlways(topics);
                }
            }));

    private OrderOfWorkMutations() {}

    private static Mutation documents(String name, BiFunction<Parts.Site, Documents, Documents> change) {
        return new Mutation(name, () -> new Parts() {
            @Override
            Documents documents(Site site, Documents documents) {
                return change.apply(site, documents);
            }
        });
    }

    /** Is told that it is done, and it is done a little later, if the process lives. */
    private static Uni<Void> soon(Parts.Site site, Uni<Void> publish) {
        site.process()
                .time()
                .after(Duration.ofMillis(50), () -> publish.subscribe().with(done -> {}, failure -> {}));
        return Uni.createFrom().voidItem();
    }

    private static final class Publishing extends Parts {

        private final Predicate<String> which;
        private final BiFunction<Site, Uni<Void>, Uni<Void>> change;

        Publishing(Predicate<String> which, BiFunction<Site, Uni<Void>, Uni<Void>> change) {
            this.which = which;
            this.change = change;
        }

        @Override
        Topics topics(Site site, Topics topics) {
            return new ForwardingTopics(topics) {
                @Override
                public Uni<Void> publish(String topic, Message message) {
                    var publish = super.publish(topic, message);
                    return which.test(topic) && !site.is("frontend-service") ? change.apply(site, publish) : publish;
                }
            };
        }
    }

    private static final class EarlyPublishes extends ForwardingDocuments {

        private final Parts.Site site;
        private final Topics topics;

        EarlyPublishes(Parts.Site site, Documents documents) {
            super(documents);
            this.site = site;
            this.topics = site.process().topics();
        }

        @Override
        public Uni<Instant> commit(List<Write> writes) {
            writes.stream()
                    .flatMap(write -> Writes.saga(write, site.world()).stream())
                    .filter(Saga::unpublished)
                    .forEach(saga -> topics.publish(Flow.ORDERS.topicOf(saga.status()), OrderEvent.of(saga))
                            .subscribe()
                            .with(done -> {}, failure -> {}));
            return super.commit(writes);
        }
    }

    private static final class Hasty extends ForwardingDocuments {

        private final Parts.Site site;

        Hasty(Parts.Site site, Documents documents) {
            super(documents);
            this.site = site;
        }

        @Override
        public Uni<Instant> commit(List<Write> writes) {
            if (writes.stream().noneMatch(Writes::creates)) {
                return super.commit(writes);
            }
            super.commit(writes).subscribe().with(at -> {}, failure -> {});
            return Uni.createFrom().item(site.world().now()).emitOn(site.time().executor());
        }
    }

    private static final class TwoCommits extends ForwardingDocuments {

        TwoCommits(Parts.Site site, Documents documents) {
            super(documents);
        }

        @Override
        public Uni<Instant> commit(List<Write> writes) {
            var additions =
                    writes.stream().filter(Write.Increment.class::isInstance).toList();
            if (additions.isEmpty()) {
                return super.commit(writes);
            }
            var others =
                    writes.stream().filter(write -> !additions.contains(write)).toList();
            return super.commit(others).chain(() -> super.commit(additions));
        }
    }

    private static final class Filtered extends ForwardingDocuments {

        private final Predicate<Write> kept;

        Filtered(Documents documents, Predicate<Write> kept) {
            super(documents);
            this.kept = kept;
        }

        @Override
        public Uni<Instant> commit(List<Write> writes) {
            return super.commit(writes.stream().filter(kept).toList());
        }
    }

    private static final class Remembering extends Parts {

        private final String collection;
        private final boolean withNewGuard;

        Remembering(String collection, boolean withNewGuard) {
            this.collection = collection;
            this.withNewGuard = withNewGuard;
        }

        @Override
        Documents documents(Site site, Documents documents) {
            return new Remembered(documents, collection, withNewGuard);
        }
    }

    /** After a commit that was lost, some of the documents are as they were before it. */
    private static final class Remembered extends ForwardingDocuments {

        private final String collection;
        private final boolean withNewGuard;
        private final Map<DocumentPath, Document> before = new HashMap<>();
        private boolean lost;

        Remembered(Documents documents, String collection, boolean withNewGuard) {
            super(documents);
            this.collection = collection;
            this.withNewGuard = withNewGuard;
        }

        @Override
        public Uni<Reading> read(Collection<DocumentPath> paths) {
            return super.read(paths).map(this::mixed);
        }

        private Reading mixed(Reading reading) {
            var mixed = new LinkedHashMap<DocumentPath, Document>();
            reading.found().forEach((path, document) -> mixed.put(path, mixed(path, document)));
            before.putAll(mixed);
            return new Reading(reading.readAt(), mixed);
        }

        private Document mixed(DocumentPath path, Document now) {
            var old = before.get(path);
            if (!lost || old == null || !path.collection().equals(collection)) {
                return now;
            }
            return withNewGuard ? new Document(path, old.fields(), now.createdAt(), now.updatedAt()) : old;
        }

        @Override
        public Uni<Instant> commit(List<Write> writes) {
            return super.commit(writes)
                    .invoke(() -> lost = false)
                    .onFailure()
                    .invoke(failure -> lost =
                            failure instanceof DocumentsException trouble && trouble.kind() == Kind.GUARD_FAILED);
        }
    }

    private static final class Impatient extends ForwardingDocuments {

        Impatient(Documents documents) {
            super(documents);
        }

        @Override
        public Uni<Instant> commit(List<Write> writes) {
            return super.commit(writes)
                    .onFailure()
                    .transform(failure -> new DocumentsException(Kind.BAD_REQUEST, failure.getMessage()));
        }
    }

    private static final class AckAlways extends ForwardingTopics {

        AckAlways(Topics topics) {
            super(topics);
        }

        @Override
        public Receiver receive(String subscription, Consumer<Delivery> consumer) {
            return super.receive(subscription, delivery -> consumer.accept(new AckedDelivery(delivery)));
        }
    }

    private record AckedDelivery(Topics.Delivery delivery) implements Topics.Delivery {

        @Override
        public String id() {
            return delivery.id();
        }

        @Override
        public Message message() {
            return delivery.message();
        }

        @Override
        public Instant publishedAt() {
            return delivery.publishedAt();
        }

        @Override
        public void ack() {
            delivery.ack();
        }

        @Override
        public void nack() {
            delivery.ack();
        }
    }
}
