package dev.ordersaga.frontend;

import dev.ordersaga.engine.SagaEngine;
import dev.ordersaga.engine.SagaEngine.OverloadedException;
import dev.ordersaga.port.DocumentsException;
import dev.ordersaga.saga.Identifiers;
import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.Saga;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** Where orders are placed and looked up. */
@Path("/order")
@Produces(MediaType.APPLICATION_JSON)
class OrderResource {

    private static final String SERVICE = "frontend-service";

    private final SagaEngine engine;
    private final HttpEdge edge;
    private final FrontendConfig config;

    OrderResource(SagaEngine engine, HttpEdge edge, FrontendConfig config) {
        this.engine = engine;
        this.edge = edge;
        this.config = config;
    }

    /** What a customer is told of an order just taken. */
    record Accepted(String uuid, String status) {}

    /** Takes an order: 202 once it is durable. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> place(@HeaderParam(HttpHeaders.CONTENT_TYPE) String type, @Context RoutingContext request) {
        if (type == null) {
            throw ProblemException.unsupported();
        }
        return edge.body(request)
                .map(body -> OrderForm.read(UUID.randomUUID().toString(), body))
                .chain(this::accept);
    }

    private Uni<Response> accept(Order order) {
        return engine.accept(order, SERVICE)
                .map(OrderResource::accepted)
                .ifNoItem()
                .after(config.answerWithin())
                .fail()
                .onFailure()
                .transform(failure -> refused(order.uuid(), failure));
    }

    /** Tells where an order stands, why, and how it came there. */
    @GET
    @Path("{uuid}")
    public Uni<OrderView> show(@PathParam("uuid") String uuid) {
        if (!Identifiers.isUuid(uuid)) {
            throw unknown(uuid);
        }
        return engine.find(uuid)
                .ifNoItem()
                .after(config.answerWithin())
                .fail()
                .onFailure()
                .transform(failure -> away("The order cannot be looked up at the moment.", failure))
                .map(found -> OrderView.of(found.orElseThrow(() -> unknown(uuid))));
    }

    private static Response accepted(Saga saga) {
        var uuid = saga.order().uuid();
        return Response.accepted(new Accepted(uuid, saga.status()))
                .header(HttpHeaders.LOCATION, "/order/" + uuid)
                .build();
    }

    private ProblemException refused(String uuid, Throwable failure) {
        return failure instanceof OverloadedException
                ? ProblemException.tooMany(config.retryAfter())
                : away("The order may have been taken: look it up by its uuid before you send it again.", failure)
                        .with("uuid", uuid);
    }

    private ProblemException away(String detail, Throwable failure) {
        return failure instanceof TimeoutException || failure instanceof DocumentsException
                ? ProblemException.away(detail, config.retryAfter(), failure)
                : ProblemException.bug(failure);
    }

    private static ProblemException unknown(String uuid) {
        return ProblemException.notFound("There is no order " + uuid + ".");
    }
}
