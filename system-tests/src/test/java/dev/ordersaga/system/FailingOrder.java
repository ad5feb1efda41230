package dev.ordersaga.system;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Flow.Stage;
import dev.ordersaga.saga.Order;
import dev.ordersaga.system.Ending.Left;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What each step has done when an order is to fail, and why it is to. */
record FailingOrder(Did order, Did inventory, Did payment, Cause cause) {

    static final long STOCK = 10_000;
    static final long QUANTITY = 5;
    static final List<String> SERVICES =
            Flow.ORDERS.stages().stream().map(Stage::service).toList();

    /** What a step has done. */
    enum Did {
        NOTHING("–"),
        /** It is about to commit that it is done, and the order fails before. */
        WORKING_THEN_DONE("working, then done"),
        /** It is about to commit that it refuses, and the order fails before. */
        WORKING_THEN_REFUSED("working, then refused"),
        REFUSED("refused"),
        DONE("done");

        final String words;

        Did(String words) {
            this.words = words;
        }

        boolean works() {
            return this == WORKING_THEN_DONE || this == WORKING_THEN_REFUSED;
        }

        boolean refuses() {
            return this == REFUSED || this == WORKING_THEN_REFUSED;
        }

        /** The same, had its commit come first. */
        Did inTime() {
            return works() ? refuses() ? REFUSED : DONE : this;
        }
    }

    /** Why an order fails, or that it does not. */
    enum Cause {
        NONE("none"),
        REFUSAL("refusal"),
        CANCEL("cancel"),
        DEADLINE("deadline"),
        REPORT("report");

        final String words;

        Cause(String words) {
            this.words = words;
        }
    }

    /** Why it failed: the machine word, the sentence, and the service that said so. */
    private record Failure(String reason, String detail, String by) {}

    /** Every mix of what the steps can have done, each with every cause there can be. */
    static List<FailingOrder> all() {
        var all = new ArrayList<FailingOrder>();
        for (var order : Did.values()) {
            for (var inventory : Did.values()) {
                for (var payment : Did.values()) {
                    Arrays.stream(Cause.values())
                            .map(cause -> new FailingOrder(order, inventory, payment, cause))
                            .filter(FailingOrder::canBe)
                            .forEach(all::add);
                }
            }
        }
        return all;
    }

    /** The steps are a chain: none does anything before the one ahead of it is done. */
    private boolean canBe() {
        var isChain = IntStream.range(1, SERVICES.size())
                .allMatch(i -> dids().get(i) == Did.NOTHING || dids().get(i - 1) == Did.DONE);
        return isChain
                && switch (cause) {
                    case NONE -> isComplete();
                    case REFUSAL -> isRefused();
                    default -> true;
                };
    }

    List<Did> dids() {
        return List.of(order, inventory, payment);
    }

    /** How many steps are done. */
    int done() {
        return (int) dids().stream().filter(Did.DONE::equals).count();
    }

    boolean isComplete() {
        return done() == SERVICES.size();
    }

    boolean isRefused() {
        return dids().contains(Did.REFUSED);
    }

    boolean isWorking() {
        return dids().stream().anyMatch(Did::works);
    }

    /** The service whose turn it is. */
    String next() {
        return SERVICES.get(done());
    }

    /** What the saga has come to when the cause arises. */
    String status() {
        return isRefused() ? Flow.FAILED : way().get(done());
    }

    /** The same, had the step that is working committed first. */
    FailingOrder inTime() {
        return new FailingOrder(order.inTime(), inventory.inTime(), payment.inTime(), cause);
    }

    /** An order with which the steps do this. */
    Order placed() {
        return new Order(
                UUID.randomUUID().toString(),
                order.refuses() ? "jimbo" : "jack",
                "widget",
                inventory.refuses() ? STOCK + 1 : QUANTITY,
                payment.refuses() ? Optional.of("\"no money\"") : Optional.empty(),
                Map.of());
    }

    /** What has to become of it. */
    Ending ending() {
        var before = Left.by(done(), QUANTITY);
        var history = new ArrayList<>(List.of("RECEIVED by frontend-service"));
        IntStream.range(0, done()).forEach(i -> history.add(way().get(i + 1) + " by " + SERVICES.get(i)));
        if (!fails()) {
            var detail = "The order is complete; 50 were charged.";
            return new Ending(Flow.ORDERS.completed(), Optional.empty(), detail, history, before, before);
        }
        var failure = failure();
        history.add("FAILED by " + failure.by());
        history.add("COMPENSATED by janitor-service");
        var undone = before.records().isEmpty()
                ? "There was nothing to undo."
                : "Undone: " + String.join(", ", before.records()) + ".";
        return new Ending(
                Flow.COMPENSATED,
                Optional.of(failure.reason()),
                failure.detail() + " " + undone,
                history,
                before,
                Left.by(0, 0));
    }

    /** Nothing but a cancel and a report takes back what is complete. */
    private boolean fails() {
        return !isComplete() || cause == Cause.CANCEL || cause == Cause.REPORT;
    }

    /** What has failed once does not fail again for another reason. */
    private Failure failure() {
        if (isRefused()) {
            return refusal();
        }
        return switch (cause) {
            case CANCEL -> new Failure("CANCELLED", "The order was cancelled.", "frontend-service");
            case DEADLINE ->
                new Failure(
                        "TIMED_OUT",
                        "The order was not done in time: nothing came after %s.".formatted(status()),
                        "janitor-service");
            case REPORT -> new Failure("DAMAGED", "The parcel was crushed.", "janitor-service");
            default -> throw new IllegalStateException("nothing fails " + this);
        };
    }

    private Failure refusal() {
        return switch (done()) {
            case 0 -> new Failure("UNKNOWN_USER", "There is no customer jimbo.", next());
            case 1 ->
                new Failure("INSUFFICIENT_INVENTORY", "Only 10000 of widget are left, and 10001 were ordered.", next());
            default -> new Failure("PAYMENT_ERROR", "The payment failed.", next());
        };
    }

    /** The statuses on the way. */
    private static List<String> way() {
        return Stream.concat(
                        Stream.of(Flow.RECEIVED), Flow.ORDERS.stages().stream().map(Stage::status))
                .toList();
    }

    @Override
    public String toString() {
        return Stream.concat(dids().stream().map(did -> did.words), Stream.of(cause.words))
                .toList()
                .toString();
    }
}
