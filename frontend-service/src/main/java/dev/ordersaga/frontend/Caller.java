package dev.ordersaga.frontend;

import dev.ordersaga.saga.Saga;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Optional;

/**
 * Who asks, and with that what they may: customers do all for themselves, operators for everybody.
 *
 * @param name the customer they are
 * @param isOperator whether they see and do everything
 * @param until when they are a stranger again, unless they show another token by then
 */
record Caller(String name, boolean isOperator, Optional<Instant> until) {

    /** Where nobody says who they are, they are one to all of us, and may do all. */
    static final Caller ANYBODY = new Caller("", true, Optional.empty());

    private static final String KEY = Caller.class.getName();

    /** Whoever was let in with this request. */
    static Caller of(RoutingContext request) {
        Caller caller = request.get(KEY);
        if (caller == null) {
            throw new IllegalStateException("nobody was asked who they are");
        }
        return caller;
    }

    /** Notes that the request is theirs. */
    void ask(RoutingContext request) {
        request.put(KEY, this);
    }

    boolean mayActFor(String user) {
        return isOperator || name.equals(user);
    }

    /** Whether the order is there, as far as they can tell. */
    boolean maySee(Saga saga) {
        return mayActFor(saga.order().user());
    }

    void mustActFor(String user) {
        if (!mayActFor(user)) {
            throw ProblemException.forbidden("You are %s, and this is for %s or an operator.".formatted(name, user));
        }
    }

    void mustBeOperator() {
        if (!isOperator) {
            throw ProblemException.forbidden("This is for operators.");
        }
    }
}
