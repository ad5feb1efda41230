package dev.ordersaga.operations.order;

import static dev.ordersaga.operations.order.Waiting.JANITOR;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ordersaga.engine.SagaEngine;
import dev.ordersaga.engine.SagaEngine.UnpublishedException;
import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Names;
import dev.ordersaga.operations.Answer;
import dev.ordersaga.operations.OperationsConfig;
import dev.ordersaga.port.DocumentsException;
import dev.ordersaga.port.Message;
import dev.ordersaga.port.Topics;
import dev.ordersaga.saga.Saga;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Does to one order what an operator wants done, so that it stands in the order's history. Each may be asked again. */
@ApplicationScoped
class Operator {

    /** Whom the history names. */
    static final String BY = "operations";

    /** The machine word for what an operator has undone. */
    static final String OPERATOR = "OPERATOR";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final SagaEngine engine;
    private final Topics topics;
    private final Names names;
    private final OperationsConfig config;

    Operator(SagaEngine engine, Topics topics, Names names, OperationsConfig config) {
        this.engine = engine;
        this.topics = topics;
        this.names = names;
        this.config = config;
    }

    /** Publishes the event of an order that waits for something once more. */
    Answer retry(String uuid, Reason reason) {
        return known(() -> {
            var found = finished(engine.retry(uuid, BY, reason.after("An operator had it published again")));
            return found.map(this::retried).orElseGet(() -> unknown(uuid));
        });
    }

    private Answer retried(Saga saga) {
        var uuid = saga.order().uuid();
        return saga.wakeAt().isEmpty()
                ? Answer.notDone("%s is at rest, %s: there is nothing to publish again".formatted(uuid, saga.status()))
                : Answer.done("%s is published on %s again".formatted(uuid, topic(saga.status())));
    }

    /** Takes an order back, at whatever point it is. */
    Answer cancel(String uuid, Reason reason) {
        var why = reason.after("The order was cancelled by an operator");
        return known(() -> {
            var found = finished(engine.cancel(uuid, BY, why));
            return found.map(saga -> cancelled(saga, why)).orElseGet(() -> unknown(uuid));
        });
    }

    private Answer cancelled(Saga saga, String why) {
        var uuid = saga.order().uuid();
        if (saga.isSettled()) {
            return settled(uuid);
        }
        if (saga.is(Flow.COMPENSATED)) {
            return undone(saga);
        }
        return saga.detail().equals(why)
                ? Answer.done("%s is cancelled: %s undoes it".formatted(uuid, JANITOR))
                : Answer.done("%s has failed before, %s: %s undoes it".formatted(uuid, word(saga), JANITOR));
    }

    /**
     * Has an order undone as somebody outside does who reports a failure, and waits until it is. One that has failed by
     * itself has its reason already: for that, the operator's is noted, and its failure published again.
     */
    Answer compensate(String uuid, Reason reason) {
        return known(() -> {
            var found = find(uuid);
            if (found.isEmpty()) {
                return unknown(uuid);
            }
            if (found.get().isSettled()) {
                return settled(uuid);
            }
            if (found.get().is(Flow.COMPENSATED)) {
                return undone(found.get());
            }
            var why = reason.after("An operator had it undone");
            if (found.get().is(Flow.FAILED)) {
                finished(engine.retry(uuid, BY, why));
            } else {
                topics.publish(names.topic(Flow.ERROR_TOPIC), report(uuid, why))
                        .await()
                        .atMost(PATIENCE);
            }
            return awaitUndone(uuid);
        });
    }

    private static Message report(String uuid, String why) {
        var data = JsonNodeFactory.instance.objectNode();
        data.put("uuid", uuid);
        data.put("reason", OPERATOR);
        data.put("detail", why);
        return Message.of(data.toString(), Map.of("uuid", uuid));
    }

    private Answer awaitUndone(String uuid) {
        try {
            var saga = look(uuid)
                    .repeat()
                    .withDelay(LOOK_EVERY)
                    .whilst(found -> found.filter(Operator::isOver).isEmpty())
                    .collect()
                    .last()
                    .await()
                    .atMost(config.undoneWithin())
                    .orElseThrow();
            return saga.isSettled() ? settled(uuid) : undone(saga);
        } catch (TimeoutException e) {
            return Answer.notDone("%s is reported to %s, which has not undone it within %d s: it still will, if it runs"
                    .formatted(uuid, JANITOR, config.undoneWithin().toSeconds()));
        }
    }

    /** While the database does not answer there is nothing to see, and the report stands. */
    private Uni<Optional<Saga>> look(String uuid) {
        return engine.find(uuid).onFailure(DocumentsException.class).recoverWithItem(Optional.empty());
    }

    private static boolean isOver(Saga saga) {
        return saga.is(Flow.COMPENSATED) || saga.isSettled();
    }

    private Optional<Saga> find(String uuid) {
        return engine.find(uuid).await().atMost(PATIENCE);
    }

    /** What was asked for is durable; then what is to be published, and noted, is waited for as well. */
    private <T> T finished(Uni<T> asked) {
        var answer = asked.await().atMost(PATIENCE);
        engine.stop(PATIENCE).await().atMost(PATIENCE);
        return answer;
    }

    private Answer known(Supplier<Answer> work) {
        try {
            return work.get();
        } catch (UnpublishedException e) {
            return Answer.notDone("noted, but not published: %s; %s still will, if it runs"
                    .formatted(e.getCause().getMessage(), JANITOR));
        } catch (TimeoutException e) {
            return Answer.notDone(
                    "no answer in time, so whether it was done is not known: explain tells, and asking again does no harm");
        }
    }

    private String topic(String status) {
        return names.topic(Flow.ORDERS.topicOf(status));
    }

    private static Answer unknown(String uuid) {
        return Answer.notDone("there is no order " + uuid);
    }

    private static Answer settled(String uuid) {
        return Answer.notDone(uuid + " is settled: nothing undoes it any more");
    }

    private static Answer undone(Saga saga) {
        return Answer.done("%s is undone, %s: %s".formatted(saga.order().uuid(), word(saga), saga.detail()));
    }

    private static String word(Saga saga) {
        return saga.reason().orElse(saga.status());
    }
}
