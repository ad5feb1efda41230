package dev.ordersaga.engine;

import dev.ordersaga.engine.Decision.Nothing;
import dev.ordersaga.engine.Decision.PublishAgain;
import dev.ordersaga.engine.Decision.Store;
import dev.ordersaga.flow.Flow;
import dev.ordersaga.saga.Saga;
import java.util.Set;
import org.jboss.logging.Logger;

/** Tells of what was decided, once it is durable: what has come to what, and what was only said again. */
final class Telling {

    /** The engine's own reasons; the others that are of this house come from steps. */
    private static final Set<String> REASONS = Set.of(CancelWork.CANCELLED, WakeWork.TIMED_OUT, ErrorWork.REPORTED);

    private static final Logger LOG = Logger.getLogger(Telling.class);

    private final Flow flow;
    private final Signals signals;

    Telling(Flow flow, Signals signals) {
        this.flow = flow;
        this.signals = signals;
    }

    void decided(Work work, Decision decision) {
        if (decision instanceof Store store) {
            stored(store.next());
        } else if (work.source().isPresent() && (decision instanceof Nothing || decision instanceof PublishAgain)) {
            signals.redelivery();
        }
    }

    /** A saga that the relay has looked at since its last change of status is only said again. */
    private void stored(Saga saga) {
        if (!saga.hasJustCome()) {
            signals.publishedAgain();
            return;
        }
        signals.reached(saga, reason(saga));
        if (saga.is(Flow.FAILED)) {
            var last = saga.history().get(saga.history().size() - 1);
            LOG.infof(
                    "order %s failed at %s: %s",
                    saga.order().uuid(), last.by(), saga.reason().orElse(""));
        }
    }

    /** Reports from outside bring any word they like. */
    private String reason(Saga saga) {
        return saga.reason()
                .map(word -> REASONS.contains(word) || wasRefused(saga) ? word : "other")
                .orElse("none");
    }

    private boolean wasRefused(Saga saga) {
        return saga.history().stream()
                .filter(entry -> entry.status().equals(Flow.FAILED))
                .anyMatch(failure ->
                        flow.stages().stream().anyMatch(stage -> stage.service().equals(failure.by())));
    }
}
