package dev.ordersaga.system;

import static dev.ordersaga.system.FailingOrder.Did.DONE;
import static dev.ordersaga.system.FailingOrder.Did.NOTHING;
import static dev.ordersaga.system.FailingOrder.Did.REFUSED;
import static dev.ordersaga.system.FailingOrder.Did.WORKING_THEN_DONE;
import static dev.ordersaga.system.MemoryShop.NAMES;
import static dev.ordersaga.system.Spoilt.commitsOf;
import static dev.ordersaga.system.Spoilt.publishesOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.engine.Changes;
import dev.ordersaga.engine.Compensation;
import dev.ordersaga.engine.Seen;
import dev.ordersaga.flow.Flow;
import dev.ordersaga.janitor.JanitorServiceSteps;
import dev.ordersaga.memory.Fault;
import dev.ordersaga.memory.Fault.Outcome;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Write;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.system.Ending.Left;
import dev.ordersaga.system.FailingOrder.Cause;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What else can go wrong with an order that fails. */
enum Trouble {
    ORDER_ENDLESS("order-service dies at its work"),
    INVENTORY_ENDLESS("inventory-service dies at its work"),
    PAYMENT_ENDLESS("payment-service dies at its work"),
    ITEM_GONE("the item was deleted"),
    ITEM_GOES("the item is deleted while the janitor is at work"),
    ERROR_LOST("the message on `error` is lost"),
    JANITOR_AWAY("there is no janitor for a day"),
    JANITOR_DIES_BEFORE("the janitor dies before its commit"),
    JANITOR_DIES_AFTER("the janitor dies after its commit, and before it knows"),
    ANSWER_LOST("the janitor's commit works, and it is told that nobody knows"),
    DATABASE_AWAY("the database fails the janitor's commit, ten times"),
    SECOND_JANITOR("a second janitor is faster"),
    BUG("the janitor has a bug, which is mended");

    private static final String JANITOR = "janitor-service";

    /** How long the janitor's commit is under way. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(1);

    private static final FailingOrder UNPAID = new FailingOrder(DONE, DONE, REFUSED, Cause.REFUSAL);

    final String words;

    Trouble(String words) {
        this.words = words;
    }

    FailingOrder order() {
        return switch (this) {
            case ORDER_ENDLESS -> new FailingOrder(WORKING_THEN_DONE, NOTHING, NOTHING, Cause.DEADLINE);
            case INVENTORY_ENDLESS -> new FailingOrder(DONE, WORKING_THEN_DONE, NOTHING, Cause.DEADLINE);
            case PAYMENT_ENDLESS -> new FailingOrder(DONE, DONE, WORKING_THEN_DONE, Cause.DEADLINE);
            default -> UNPAID;
        };
    }

    /** What has to become of it: the same as without the trouble, but for what cannot be given back. */
    Ending ending() {
        var ending = order().ending();
        if (this != ITEM_GONE && this != ITEM_GOES) {
            return ending;
        }
        var detail = "The payment failed. Undone: the reservation"
                + " (widget is gone, so its stock could not be given back), the order.";
        return new Ending(
                ending.status(),
                ending.reason(),
                detail,
                ending.history(),
                ending.before(),
                new Left(ending.after().records(), Optional.empty()));
    }

    Ending play() {
        return order().isWorking() ? playEndless() : playUndoing();
    }

    /** A step dies, and only comes back when its order is long undone. */
    private Ending playEndless() {
        var faults = new Spoilt();
        var shop = new MemoryShop(faults);
        var step = order().next();
        var uuid = shop.place(order().placed());
        faults.next(1, Fault.of(Outcome.CRASHES_BEFORE), commitsOf(step));
        FailingOrder.SERVICES.subList(0, order().done() + 1).forEach(shop::start);
        shop.await(faults::spent);
        var before = Left.of(shop, uuid);

        shop.start(JANITOR);
        shop.world.runFor(Rehearsal.DEADLINE);
        shop.atRest(uuid);
        shop.start(step);
        shop.settle();
        assertThat(shop.world.backlog(Flow.ORDERS.stage(step).reads() + "-sub")).isZero();
        return Ending.of(shop, uuid, before);
    }

    private Ending playUndoing() {
        var faults = new Spoilt();
        var shop = new MemoryShop(faults);
        if (this == ERROR_LOST) {
            faults.next(1, Fault.of(Outcome.LOST), publishesOf("payment-service"));
        }
        FailingOrder.SERVICES.forEach(shop::start);
        var uuid = shop.place(order().placed());
        shop.await(() -> shop.saga(uuid).is(Flow.FAILED));
        var before = Left.of(shop, uuid);

        strike(shop, faults);
        shop.atRest(uuid);
        assertThat(faults.spent()).as("it went wrong").isTrue();
        shop.settle();
        return Ending.of(shop, uuid, before);
    }

    private void strike(MemoryShop shop, Spoilt faults) {
        switch (this) {
            case ITEM_GONE -> {
                shop.commit(new Write.Delete(NAMES.stock("widget")));
                shop.start(JANITOR);
            }
            case ITEM_GOES -> {
                startWorking(shop, faults);
                shop.commit(new Write.Delete(NAMES.stock("widget")));
            }
            case JANITOR_AWAY -> {
                shop.world.runFor(Duration.ofDays(1));
                shop.start(JANITOR);
            }
            case JANITOR_DIES_BEFORE -> die(shop, faults, Outcome.CRASHES_BEFORE);
            case JANITOR_DIES_AFTER -> die(shop, faults, Outcome.CRASHES_AFTER);
            case ANSWER_LOST -> {
                faults.next(1, Fault.of(Outcome.FAILS_AFTER), commitsOf(JANITOR));
                shop.start(JANITOR);
            }
            case DATABASE_AWAY -> {
                faults.next(10, Fault.of(Outcome.FAILS_BEFORE), commitsOf(JANITOR));
                shop.start(JANITOR);
            }
            case SECOND_JANITOR -> beFaster(shop, faults);
            case BUG -> mend(shop);
            default -> shop.start(JANITOR);
        }
    }

    /** The janitor has decided, and its commit is under way. */
    private static void startWorking(MemoryShop shop, Spoilt faults) {
        faults.next(1, Fault.delay(UNDER_WAY), commitsOf(JANITOR));
        shop.start(JANITOR);
        shop.await(faults::spent);
    }

    private static void die(MemoryShop shop, Spoilt faults, Outcome outcome) {
        var janitor = shop.world.process(JANITOR);
        faults.next(1, Fault.of(outcome), commitsOf(JANITOR));
        shop.start(JANITOR);
        shop.await(() -> !janitor.alive());
        shop.start(JANITOR);
    }

    private static void beFaster(MemoryShop shop, Spoilt faults) {
        startWorking(shop, faults);
        var arrival = shop.world.now().plus(UNDER_WAY);
        shop.start(JANITOR + "-2");
        shop.world.runFor(Duration.ofSeconds(1));
        var failed = shop.world.published(Flow.ERROR_TOPIC).get(0);
        for (int i = 0; i < 10; i++) {
            shop.publish(Flow.ERROR_TOPIC, failed.text());
        }
        shop.await(() -> !shop.world.published(Flow.COMPENSATED_TOPIC).isEmpty());
        assertThat(shop.world.now()).as("before the first commit arrives").isBefore(arrival);
    }

    private static void mend(MemoryShop shop) {
        var broken = shop.world.process(JANITOR);
        shop.engine(JANITOR).run(new Broken(JanitorServiceSteps.compensation(NAMES)));
        shop.await(() -> !shop.world.published(Flow.DEAD_LETTER_TOPIC).isEmpty());
        broken.kill();
        shop.start(JANITOR);
    }

    private record Broken(Compensation whole) implements Compensation {

        @Override
        public String service() {
            return whole.service();
        }

        @Override
        public Set<DocumentPath> reads(Saga saga) {
            return whole.reads(saga);
        }

        @Override
        public String undo(Saga saga, Seen seen, Changes changes) {
            throw new IllegalStateException("a bug");
        }
    }
}
