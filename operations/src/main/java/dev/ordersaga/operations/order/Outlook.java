package dev.ordersaga.operations.order;

import static dev.ordersaga.operations.order.Waiting.JANITOR;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Names;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.saga.Saga;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What happens next to an order, in sentences.
 *
 * @param deadline the age at which an order on its way has failed
 */
record Outlook(Flow flow, Names names, Duration deadline, Moments moments) {

    /** @param left the records that the order has left behind, in the flow's order */
    List<String> of(Waiting order, List<DocumentPath> left) {
        var saga = order.saga();
        if (!flow.knows(saga.status())) {
            return List.of("Its status is unknown to this version.");
        }
        if (saga.is(Flow.FAILED)) {
            return failed(saga, left);
        }
        if (flow.rests(saga.status())) {
            return saga.unpublished() ? unpublished(saga) : List.of(atRest(saga, left));
        }
        return onItsWay(order, left);
    }

    private List<String> onItsWay(Waiting order, List<DocumentPath> left) {
        var stage = order.next(flow);
        var sentences = new ArrayList<String>();
        sentences.add("%s is waited for, which reads %s.".formatted(stage.service(), names.topic(stage.reads())));
        var timeIsUp = order.createdAt().plus(deadline);
        if (!timeIsUp.isAfter(moments.now())) {
            sentences.add("Its time was up at %s: %s fails it with TIMED_OUT when it next looks."
                    .formatted(moments.at(timeIsUp), JANITOR));
        } else {
            if (order.saga().wakeAt().filter(timeIsUp::isAfter).isPresent()) {
                sentences.add(lookedAfter(order.saga()));
            }
            sentences.add("Its time is up at %s: then it fails with TIMED_OUT.".formatted(moments.at(timeIsUp)));
        }
        sentences.add(
                left.isEmpty()
                        ? "If it failed now, there would be nothing to undo."
                        : "If it failed now, this would be undone: %s.".formatted(newestFirst(left)));
        return sentences;
    }

    private List<String> failed(Saga saga, List<DocumentPath> left) {
        return List.of(
                left.isEmpty()
                        ? "%s has nothing to undo, and brings it to %s.".formatted(JANITOR, Flow.COMPENSATED)
                        : "%s is to undo this: %s.".formatted(JANITOR, newestFirst(left)),
                lookedAfter(saga));
    }

    private List<String> unpublished(Saga saga) {
        return List.of("It is not known to be published on %s.".formatted(topic(saga)), lookedAfter(saga));
    }

    private String atRest(Saga saga, List<DocumentPath> left) {
        if (saga.isSettled()) {
            return "Nothing: it is at rest, and settled, so that nothing undoes it any more.";
        }
        if (saga.is(Flow.COMPENSATED)) {
            return "Nothing: it is at rest, and undone."
                    + saga.expireAt()
                            .map(at -> " What is known of it may be purged from %s on.".formatted(moments.at(at)))
                            .orElse("");
        }
        return "Nothing: it is at rest. A cancel, or a report on %s, would have this undone: %s."
                .formatted(names.topic(Flow.ERROR_TOPIC), newestFirst(left));
    }

    private String lookedAfter(Saga saga) {
        if (saga.wakeAt().isEmpty()) {
            return "Nobody looks after it: that is a bug.";
        }
        Instant at = saga.wakeAt().get();
        return at.isAfter(moments.now())
                ? "If it still waits at %s, %s publishes it on %s again."
                        .formatted(moments.at(at), JANITOR, topic(saga))
                : "%s was to publish it on %s again at %s, and has not yet."
                        .formatted(JANITOR, topic(saga), moments.at(at));
    }

    private String topic(Saga saga) {
        return names.topic(flow.topicOf(saga.status()));
    }

    private static String newestFirst(List<DocumentPath> left) {
        var paths = new ArrayList<>(left);
        Collections.reverse(paths);
        return paths.stream().map(DocumentPath::value).collect(Collectors.joining(", "));
    }
}
