package dev.ordersaga.benchmarks;

import com.google.firestore.v1.Document;
import com.google.firestore.v1.DocumentMask;
import com.google.firestore.v1.Value;
import com.google.firestore.v1.Write;
import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import com.google.pubsub.v1.PubsubMessage;
import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Names;
import dev.ordersaga.google.FirestoreDocuments;
import dev.ordersaga.google.GoogleConfig;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Message;
import dev.ordersaga.port.Write.Create;
import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.OrderEvent;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.saga.Saga.Transition;
import dev.ordersaga.saga.SagaDocument;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * The documents and messages of an order that completes, as the services write them, to be copied for others: only
 * names, uuids and guards differ from one order to the next, so that copying costs next to nothing.
 */
final class Papers {

    /** The topic of each status that an order comes to, in the order of its way. */
    static final List<String> TOPICS = IntStream.rangeClosed(
                    0, Flow.ORDERS.stages().size())
            .mapToObj(stage -> stage == 0
                    ? Flow.ORDERS.entry()
                    : Flow.ORDERS.stages().get(stage - 1).publishes())
            .toList();

    static final List<String> USERS = List.of("jack", "jill");

    /** Units of each item; nobody counts them here. */
    static final long PLENTY = 1_000_000_000;

    private static final long PRICE = 10;
    private static final Names NAMES = Names.standard();
    private static final DocumentMask STOCK = Store.mask(List.of("quantity"));

    /** An order of one unit. */
    record Bought(String uuid, String user, String item) {

        static Bought any(String item, int number) {
            return new Bought(UUID.randomUUID().toString(), USERS.get(number % USERS.size()), item);
        }
    }

    private final Store store;
    private final List<Map<String, Value>> sagas = new ArrayList<>();
    private final List<DocumentMask> masks = new ArrayList<>();
    private final List<Map<String, Value>> records = new ArrayList<>();
    private final List<Message> events = new ArrayList<>();
    private final Bought sample = new Bought(new UUID(0, 0).toString(), "jack", item(0));

    private Papers(Store store) {
        this.store = store;
    }

    /** Has one order's documents written as the services do, and keeps what the database makes of them. */
    static Papers draw(Clients clients) {
        var papers = new Papers(new Store(clients));
        var sagas = papers.versions();
        var samples = new LinkedHashMap<DocumentPath, Map<String, Object>>();
        for (int i = 0; i < sagas.size(); i++) {
            samples.put(DocumentPath.of("samples", "saga-" + i), SagaDocument.fields(sagas.get(i)));
        }
        var records = papers.recordFields();
        for (int i = 0; i < records.size(); i++) {
            samples.put(DocumentPath.of("samples", "record-" + i), records.get(i));
        }
        var creates = new ArrayList<dev.ordersaga.port.Write>();
        samples.forEach((path, fields) -> creates.add(new Create(path, fields)));
        new FirestoreDocuments(clients.firestore(), limits())
                .commit(creates)
                .await()
                .indefinitely();
        papers.keep(sagas, papers.store.read(samples.keySet()));
        return papers;
    }

    private void keep(List<Saga> versions, Map<DocumentPath, Document> samples) {
        var before = Map.<String, Object>of();
        for (int i = 0; i < versions.size(); i++) {
            var change = SagaDocument.change(before, versions.get(i));
            var names = new TreeSet<>(change.fields().keySet());
            var fields = new HashMap<>(
                    samples.get(DocumentPath.of("samples", "saga-" + i)).getFieldsMap());
            fields.keySet().retainAll(names);
            sagas.add(fields);
            names.addAll(change.cleared());
            masks.add(Store.mask(names));
            before = SagaDocument.fields(versions.get(i));
        }
        for (int i = 0; i < TOPICS.size(); i++) {
            events.add(OrderEvent.of(versions.get(i)));
        }
        for (int i = 0; i < TOPICS.size() - 1; i++) {
            records.add(samples.get(DocumentPath.of("samples", "record-" + i)).getFieldsMap());
        }
    }

    /** The versions of a saga: received, three steps, and the note that the last event is published. */
    private List<Saga> versions() {
        var received = Saga.received(
                new Order(sample.uuid(), sample.user(), sample.item(), 1),
                by("frontend-service", "The order was received."));
        var placed =
                received.advanced("ORDER_CREATED", Map.of(), by("order-service", "The order was placed for jack."));
        var reserved = placed.advanced(
                "INVENTORY_UPDATED",
                Map.of("price_per_unit", PRICE),
                by("inventory-service", "1 of item-000 are reserved at 10 each."));
        var paid = reserved.advanced(
                "PAYMENT_CREATED",
                Map.of("total_invoice", PRICE),
                by("payment-service", "The order is complete; 10 were charged."));
        return List.of(received, placed, reserved, paid, paid.marked(Optional.empty()));
    }

    private static Transition by(String service, String detail) {
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return new Transition(service, detail, now, now.plusSeconds(30));
    }

    private List<Map<String, Object>> recordFields() {
        var now = Instant.now();
        Map<String, Object> order = Map.of("item", sample.item(), "quantity", 1L, "created", now);
        var reservation = new LinkedHashMap<>(order);
        reservation.putAll(Map.of("user", sample.user(), "price_per_unit", PRICE));
        var payment = new LinkedHashMap<>(reservation);
        payment.put("total_invoice", PRICE);
        return List.of(order, reservation, payment);
    }

    private static GoogleConfig.FirestoreLimits limits() {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(GoogleConfig.class)
                .withDefaultValue("ordersaga.google.firestore.commit-timeout", "30s")
                .build()
                .getConfigMapping(GoogleConfig.class)
                .firestore();
    }

    static String item(int number) {
        return "item-%03d".formatted(number);
    }

    /** Makes the customers and so many items. */
    void stock(int items) {
        var writes = new ArrayList<Write>();
        USERS.forEach(user -> writes.add(store.create(
                NAMES.user(user),
                Map.of(
                        "address",
                        Value.newBuilder().setStringValue("123 fake street").build()))));
        for (int i = 0; i < items; i++) {
            writes.add(store.create(
                    NAMES.stock(item(i)),
                    Map.of(
                            "quantity", Store.number(PLENTY),
                            "price_per_unit", Store.number(PRICE),
                            "stocked", Store.number(PLENTY))));
        }
        for (int from = 0; from < writes.size(); from += 200) {
            store.commit(writes.subList(from, Math.min(from + 200, writes.size())));
        }
    }

    /** What the frontend writes. */
    List<Write> received(List<Bought> orders) {
        return orders.stream()
                .map(order -> store.create(NAMES.saga(order.uuid()), sagas.get(0)))
                .toList();
    }

    /** What a step reads, each document once: 1 is the order, 2 the inventory, 3 the payment. */
    Set<DocumentPath> reads(int step, List<Bought> orders) {
        var paths = new LinkedHashSet<DocumentPath>();
        for (var order : orders) {
            paths.add(NAMES.saga(order.uuid()));
            if (step == 2) {
                paths.add(NAMES.stock(order.item()));
            } else {
                paths.add(NAMES.user(order.user()));
            }
            if (step == 3) {
                paths.add(NAMES.account(order.user()));
            }
        }
        return paths;
    }

    /** What a step writes: each saga, each record, and each item's stock once. */
    List<Write> writes(int step, List<Bought> orders, Map<DocumentPath, Document> found) {
        var writes = new ArrayList<Write>();
        var taken = new LinkedHashMap<String, Long>();
        for (var order : orders) {
            writes.add(update(step, order, found.get(NAMES.saga(order.uuid())).getUpdateTime()));
            writes.add(store.create(record(step, order), records.get(step - 1)));
            taken.merge(order.item(), 1L, Long::sum);
        }
        if (step == 2) {
            taken.forEach((item, quantity) -> writes.add(take(item, quantity, found.get(NAMES.stock(item)))));
        }
        return writes;
    }

    private Write update(int version, Bought order, Timestamp since) {
        return store.update(NAMES.saga(order.uuid()), sagas.get(version), masks.get(version), since);
    }

    private Write take(String item, long quantity, Document stock) {
        var left = stock.getFieldsOrThrow("quantity").getIntegerValue() - quantity;
        return store.update(NAMES.stock(item), Map.of("quantity", Store.number(left)), STOCK, stock.getUpdateTime());
    }

    private static DocumentPath record(int step, Bought order) {
        return switch (step) {
            case 1 -> NAMES.order(order.user(), order.uuid());
            case 2 -> NAMES.reservation(order.item(), order.uuid());
            default -> NAMES.payment(order.uuid());
        };
    }

    /** The notes that the last event of these is published, stored at that time. */
    List<Write> marks(List<Bought> orders, Timestamp since) {
        return orders.stream().map(order -> update(TOPICS.size(), order, since)).toList();
    }

    /** The events of a status: 0 for received, then one more for each step. */
    List<PubsubMessage> events(int status, List<Bought> orders) {
        var event = events.get(status);
        var text = event.text();
        return orders.stream()
                .map(order -> PubsubMessage.newBuilder()
                        .setData(ByteString.copyFromUtf8(text.replace(sample.uuid(), order.uuid())))
                        .putAllAttributes(event.attributes())
                        .putAttributes("uuid", order.uuid())
                        .build())
                .toList();
    }
}
