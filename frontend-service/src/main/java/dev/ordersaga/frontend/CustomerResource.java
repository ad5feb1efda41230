package dev.ordersaga.frontend;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.ordersaga.engine.SagaEngine;
import dev.ordersaga.saga.Identifiers;
import dev.ordersaga.saga.Saga;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;

/** Where customers find all they ordered. */
@Path("/users/{user}/orders")
@Produces(MediaType.APPLICATION_JSON)
class CustomerResource {

    private final SagaEngine engine;
    private final DatabaseGuard database;
    private final HttpEdge edge;

    CustomerResource(SagaEngine engine, DatabaseGuard database, HttpEdge edge) {
        this.engine = engine;
        this.database = database;
        this.edge = edge;
    }

    /**
     * A page of orders, the latest first.
     *
     * @param next what to ask for {@code after} this; absent on the last page
     */
    @JsonInclude(Include.NON_ABSENT)
    record Orders(List<OrderView> orders, Optional<String> next) {}

    /** Tells what a customer ordered, what is undone included; of a customer who is unknown, what was tried. */
    @GET
    public Uni<Orders> orders(
            @PathParam("user") String user,
            @QueryParam("limit") String limit,
            @QueryParam("after") String after,
            @Context RoutingContext request) {
        Caller.of(request).mustActFor(user);
        if (!Identifiers.isName(user)) {
            throw ProblemException.notFound("No customer can be called %s.".formatted(user));
        }
        int size = Paging.size(limit);
        if (after != null && !Identifiers.isUuid(after)) {
            throw notTheirs(user);
        }
        return database.guard(() -> last(user, after).chain(last -> engine.ordersOf(user, last, size)))
                .onFailure()
                .transform(failure -> edge.away("The orders cannot be looked up at the moment.", failure))
                .map(found -> page(found, size));
    }

    private Uni<Optional<Saga>> last(String user, String after) {
        if (after == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        return engine.find(after)
                .map(found -> Optional.of(
                        found.filter(saga -> saga.order().user().equals(user)).orElseThrow(() -> notTheirs(user))));
    }

    private static ProblemException notTheirs(String user) {
        return ProblemException.badField("after", "the uuid of an order of " + user);
    }

    private static Orders page(List<Saga> found, int size) {
        return new Orders(
                found.stream().map(OrderView::of).toList(),
                Paging.last(found, size).map(saga -> saga.order().uuid()));
    }
}
