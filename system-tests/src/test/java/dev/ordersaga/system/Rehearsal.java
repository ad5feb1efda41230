package dev.ordersaga.system;

import static dev.ordersaga.system.FailingOrder.SERVICES;
import static dev.ordersaga.system.Spoilt.commitsOf;
import static dev.ordersaga.system.Spoilt.marksOf;
import static dev.ordersaga.system.Spoilt.publishesOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.memory.Fault;
import dev.ordersaga.memory.Fault.Outcome;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.system.Ending.Left;
import dev.ordersaga.system.FailingOrder.Cause;
import dev.ordersaga.system.FailingOrder.Did;
import java.time.Duration;
import java.util.stream.IntStream;

/** Has an order fail, in the world in memory and with the services' own steps. */
final class Rehearsal {

    static final Duration DEADLINE = Duration.ofMinutes(5);

    /** How long a step's commit is under way: longer than its order has. */
    private static final Duration WORKING = Duration.ofMinutes(6);

    /** How long the commit that fails the order is under way: long enough for a step. */
    private static final Duration FAILING = Duration.ofSeconds(5);

    private static final String REPORT =
            "{\"uuid\":\"%s\",\"reason\":\"DAMAGED\",\"detail\":\"The parcel was crushed.\"}";

    private final Spoilt faults = new Spoilt();
    private final MemoryShop shop = new MemoryShop(faults);
    private final FailingOrder failing;
    private final String uuid;

    private Rehearsal(FailingOrder failing) {
        this.failing = failing;
        this.uuid = shop.place(failing.placed());
    }

    /** The order fails, and is undone, while a step that is working has its commit under way. */
    static Ending of(FailingOrder failing) {
        return new Rehearsal(failing).play();
    }

    /** The step that is working commits while what fails the order has its commit under way. */
    static Ending inTime(FailingOrder failing) {
        return new Rehearsal(failing).playInTime();
    }

    private Ending play() {
        spoil();
        var idle = IntStream.range(0, SERVICES.size())
                .filter(i -> failing.dids().get(i) == Did.NOTHING)
                .mapToObj(SERVICES::get)
                .toList();
        SERVICES.stream().filter(service -> !idle.contains(service)).forEach(shop::start);
        shop.await(() -> shop.saga(uuid).is(failing.status()) && faults.spent());
        var arrival = shop.world.now().plus(WORKING);
        var before = Left.of(shop, uuid);

        arise();
        shop.start("janitor-service");
        shop.await(this::isAtRest);
        assertThat(shop.world.now()).as("before the step's commit arrives").isBefore(arrival);
        idle.forEach(shop::start);
        shop.world.runFor(WORKING);
        return Ending.of(shop, uuid, before);
    }

    /** The relay looks only at what is not published, and a message would have the janitor undo what failed before. */
    private void spoil() {
        if (failing.isWorking()) {
            faults.next(1, Fault.delay(WORKING), commitsOf(failing.next()));
        } else if (failing.cause() == Cause.DEADLINE && failing.isComplete()) {
            faults.next(1, Fault.of(Outcome.LOST), marksOf("payment-service"));
        } else if (failing.cause() == Cause.DEADLINE && failing.isRefused()) {
            faults.next(1, Fault.of(Outcome.LOST), publishesOf(failing.next()));
        }
    }

    private void arise() {
        switch (failing.cause()) {
            case CANCEL -> assertThat(shop.cancel(uuid).map(Saga::status)).contains(Flow.FAILED);
            case DEADLINE -> {
                shop.world.runFor(DEADLINE);
                assertThat(shop.saga(uuid).unpublished()).isTrue();
            }
            case REPORT -> report();
            default -> {}
        }
    }

    /** What is complete stays so until a report is read. */
    private boolean isAtRest() {
        var saga = shop.saga(uuid);
        var isWhereItRests =
                failing.cause() == Cause.REPORT ? saga.is(Flow.COMPENSATED) : Flow.ORDERS.rests(saga.status());
        return isWhereItRests && !saga.unpublished();
    }

    private Ending playInTime() {
        SERVICES.subList(0, failing.done()).forEach(shop::start);
        shop.await(() -> shop.saga(uuid).is(failing.status()));

        begin();
        shop.await(faults::spent);
        var arrival = shop.world.now().plus(FAILING);
        shop.start(failing.next());
        shop.await(() -> !shop.saga(uuid).is(failing.status()));
        assertThat(shop.world.now()).as("before the other commit arrives").isBefore(arrival);
        var before = Left.of(shop, uuid);

        shop.world.runFor(FAILING.multipliedBy(2));
        if (failing.cause() == Cause.CANCEL) {
            shop.start("janitor-service");
        }
        SERVICES.subList(failing.done() + 1, SERVICES.size()).forEach(shop::start);
        shop.settle();
        return Ending.of(shop, uuid, before);
    }

    /** What fails the order is set off, and its commit takes its time. */
    private void begin() {
        if (failing.cause() == Cause.CANCEL) {
            faults.next(1, Fault.delay(FAILING), commitsOf("frontend-service-2"));
            shop.engine("frontend-service-2")
                    .cancel(uuid, "frontend-service")
                    .subscribe()
                    .with(answer -> {});
            return;
        }
        if (failing.cause() == Cause.REPORT) {
            report();
        } else {
            shop.world.runFor(DEADLINE);
        }
        faults.next(1, Fault.delay(FAILING), commitsOf("janitor-service"));
        shop.start("janitor-service");
    }

    private void report() {
        shop.publish(Flow.ERROR_TOPIC, REPORT.formatted(uuid));
    }
}
