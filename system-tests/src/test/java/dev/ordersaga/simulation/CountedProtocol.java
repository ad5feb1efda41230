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
import dev.ordersaga.simulation.Coverage.Arrival;
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
        return count(row(found) + place(found, stage), MESSAGE, counted.onMessage(found, stage));
    }

    @Override
    public Action onError(Optional<Saga> found) {
        return count(row(found), ERROR, counted.onError(found));
    }

    @Override
    public Action onCancel(Optional<Saga> found) {
        return count(row(found), CANCEL, counted.onCancel(found));
    }

    @Override
    public Action onSettle(Optional<Saga> found) {
        return count(row(found), SETTLE, counted.onSettle(found));
    }

    @Override
    public Action onRetry(Optional<Saga> found) {
        return count(row(found), RETRY, counted.onRetry(found));
    }

    @Override
    public Action onWake(Optional<Saga> found, Instant now, Duration age) {
        return count(row(found), WAKE, counted.onWake(found, now, age));
    }

    @Override
    public boolean onItsWay(String status) {
        return counted.onItsWay(status);
    }

    private Action count(String saga, Arrival arrival, Action action) {
        coverage.cell(saga, arrival, action);
        return action;
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
