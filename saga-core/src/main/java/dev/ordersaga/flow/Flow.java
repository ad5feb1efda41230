package dev.ordersaga.flow;

import dev.ordersaga.port.Topics.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The way of an order, as a value: wiring, topics, diagram and tests derive from it, and nothing else knows it. A
 * participant is added by one more stage.
 */
public record Flow(String entry, List<Stage> stages) {

    /** The status of an order that was accepted and not yet worked on. */
    public static final String RECEIVED = "RECEIVED";

    /** The status of an order that cannot be done and is waiting to be undone. */
    public static final String FAILED = "FAILED";

    /** The status of an order that is undone; it is never left. */
    public static final String COMPENSATED = "COMPENSATED";

    public static final String ERROR_TOPIC = "error";
    public static final String COMPENSATED_TOPIC = "order-compensated";
    public static final String DEAD_LETTER_TOPIC = "dead-letter";

    public static final Flow ORDERS = new Flow(
            "frontend",
            List.of(
                    new Stage("order-service", "frontend", "ORDER_CREATED", "order-created"),
                    new Stage("inventory-service", "order-created", "INVENTORY_UPDATED", "inventory-updated"),
                    new Stage("payment-service", "inventory-updated", "PAYMENT_CREATED", "payment-created")));

    /**
     * One participant.
     *
     * @param service the service that runs it
     * @param reads the topic it consumes
     * @param status the status that its success brings the order to
     * @param publishes the topic that carries the order on
     */
    public record Stage(String service, String reads, String status, String publishes) {}

    public Flow {
        stages = List.copyOf(stages);
        var topic = entry;
        for (var stage : stages) {
            if (!stage.reads().equals(topic)) {
                throw new IllegalArgumentException(
                        stage.service() + " reads " + stage.reads() + ", which nobody before it publishes");
            }
            topic = stage.publishes();
        }
    }

    public Stage stage(String service) {
        return stages.stream()
                .filter(stage -> stage.service().equals(service))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the flow has no stage " + service));
    }

    /** How far a status is along the way: 0 for {@link #RECEIVED}, then one more for each stage done. */
    public int progress(String status) {
        if (status.equals(RECEIVED)) {
            return 0;
        }
        for (int i = 0; i < stages.size(); i++) {
            if (stages.get(i).status().equals(status)) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("not a status on the way: " + status);
    }

    /** Whether an order can come to this status here. Another version may have others. */
    public boolean knows(String status) {
        return Stream.concat(
                        Stream.of(RECEIVED, FAILED, COMPENSATED),
                        stages.stream().map(Stage::status))
                .anyMatch(status::equals);
    }

    /** The status of an order with everything done. */
    public String completed() {
        return stages.get(stages.size() - 1).status();
    }

    /** Whether an order of this status rests here once its event is published. */
    public boolean rests(String status) {
        return status.equals(COMPENSATED) || status.equals(completed());
    }

    /** The topic that tells of an order having come to this status. */
    public String topicOf(String status) {
        return switch (status) {
            case RECEIVED -> entry;
            case FAILED -> ERROR_TOPIC;
            case COMPENSATED -> COMPENSATED_TOPIC;
            default -> stages.get(progress(status) - 1).publishes();
        };
    }

    /** Every topic with its subscriptions: the services', which have the dead letter topic, and the onlookers'. */
    public List<Subscription> subscriptions() {
        var services = Stream.concat(stages.stream().map(Stage::reads), Stream.of(ERROR_TOPIC))
                .map(topic -> new Subscription(topic + "-sub", topic, Optional.of(DEAD_LETTER_TOPIC)));
        var onlookers = Stream.of(topicOf(completed()), COMPENSATED_TOPIC, DEAD_LETTER_TOPIC)
                .map(topic -> new Subscription(topic + "-sub", topic, Optional.empty()));
        var errors = new Subscription(ERROR_TOPIC + "-cli-sub", ERROR_TOPIC, Optional.empty());
        var all = new ArrayList<Subscription>();
        services.forEach(all::add);
        onlookers.forEach(all::add);
        all.add(errors);
        return List.copyOf(all);
    }
}
