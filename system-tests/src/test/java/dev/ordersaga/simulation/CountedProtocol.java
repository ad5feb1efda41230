package dev.ordersaga.simulation;

import static dev.ordersaga.simulation.Coverage.Arrival.CANCEL;
import static dev.ordersaga.simulation.Coverage.Arrival.ERROR;
import static dev.ordersaga.simulation.Coverage.Arrival.MESSAGE;
import static dev.ordersaga.simulation.Coverage.Arrival.RETRY;
import static dev.ordersaga.simulation.Coverage.Arrival.SETTLE;
import static dev.ordersaga.simulation.Coverage.Arrival.WAKE;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Flow.Stage;
import dev.ordersaga.saga.Protocol;
import dev.ordersaga.saga.Saga;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A protocol that has each of its decisions counted. */
final class CountedProtocol extends Protocol {

    private final Protocol counted;
    private final Coverage coverage;

    CountedProtocol(Protocol counted, Coverage coverage) {
        super(Flow.ORDERS, counted.deadline());
        this.counted = counted;
        this.coverage = coverage;
    }

    @Override
    public Action onMessage(Optional<Saga> found, Stage stage) {
        var action = counted.onMessage(found, stage);
        coverage.cell(row(found) + place(found, stage), MESSAGE, action);
        return action;
    }

    @Override
    public Action onError(Optional<Saga> found) {
        var action = counted.onError(found);
        coverage.cell(row(found), ERROR, action);
        return action;
    }

    @Override
    public Action onCancel(Optional<Saga> found) {
        var action = counted.onCancel(found);
        coverage.cell(row(found), CANCEL, action);
        return action;
    }

    @Override
    public Action onSettle(Optional<Saga> found) {
        var action = counted.onSettle(found);
        coverage.cell(row(found), SETTLE, action);
        return action;
    }

    @Override
    public Action onRetry(Optional<Saga> found) {
        var action = counted.onRetry(found);
        coverage.cell(row(found), RETRY, action);
        return action;
    }

    @Override
    public Action onWake(Optional<Saga> found, Instant now, Duration age) {
        var action = counted.onWake(found, now, age);
        coverage.cell(row(found), WAKE, action);
        return action;
    }

    @Override
    public boolean onItsWay(String status) {
        return counted.onItsWay(status);
    }

    private static String row(Optional<Saga> found) {
        return found.map(CountedProtocol::row).orElse("absent");
    }

    private static String row(Saga saga) {
        if (saga.isSettled()) {
            return "settled";
        }
        return Flow.ORDERS.rests(saga.status()) ? saga.status() + rest(saga) : saga.status();
    }

    private static String rest(Saga saga) {
        return saga.unpublished() ? ", unpublished" : ", published";
    }

    /** Where a live saga stands, seen from the step. */
    private static String place(Optional<Saga> found, Stage stage) {
        if (found.isEmpty() || found.get().is(Flow.FAILED) || found.get().is(Flow.COMPENSATED)) {
            return "";
        }
        int ahead = Flow.ORDERS.progress(found.get().status()) - Flow.ORDERS.progress(stage.status());
        return switch (ahead) {
            case -1 -> ", at the step's input";
            case 0 -> ", at the step's output";
            default -> ahead < 0 ? ", before the step's input" : ", further on";
        };
    }
}
