package dev.ordersaga.frontend;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** No resource is reached by anybody who was not asked who they are. */
class Gate {

    private final Callers callers;
    private final CurrentVertxRequest current;

    Gate(Callers callers, CurrentVertxRequest current) {
        this.callers = callers;
        this.current = current;
    }

    @ServerRequestFilter
    public void ask() {
        callers.identify(current.getCurrent());
    }
}
