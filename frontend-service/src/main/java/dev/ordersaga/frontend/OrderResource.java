package dev.ordersaga.frontend;

import dev.ordersaga.engine.SagaEngine;
import dev.ordersaga.engine.SagaEngine.OverloadedException;
import dev.ordersaga.flow.Flow;
import dev.ordersaga.runtime.Traces;
import dev.ordersaga.saga.Identifiers;
import dev.ordersaga.saga.Order;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.util.Optional;
import java.util.UUID;

/** Where orders are placed, looked up and taken back. */
@Path("/order")
@Produces(MediaType.APPLICATION_JSON)
class OrderResource {

    private static final String SERVICE = "frontend-service";

    /** No status of HTTP's own tells it. */
    private static final int CLIENT_GONE = 499;

    private final SagaEngine engine;
    private final SettlePayment settlement;
    private final HttpEdge edge;
    private final DatabaseGuard database;
    private final FrontendConfig config;
    private final Traces traces;

    OrderResource(
            SagaEngine engine,
            SettlePayment settlement,
            HttpEdge edge,
            DatabaseGuard database,
            FrontendConfig config,
            Traces traces) {
        this.engine = engine;
        this.settlement = settlement;
        this.edge = edge;
        this.database = database;
        this.config = config;
        this.traces = traces;
    }

    /** What a customer is told of an order just taken, or taken back. */
    record Accepted(String uuid, String status) {}

    /** Takes an order: 202 once it is durable. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> place(
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String type,
            @HeaderParam("traceparent") String traceparent,
            @Context RoutingContext request) {
        if (type == null) {
            throw ProblemException.unsupported();
        }
        var trace = traces.begin("POST /order", Optional.ofNullable(traceparent));
        return Uni.createFrom()
                .deferred(() -> take(request, trace))
                .onTermination()
                .invoke((answer, failure, gone) -> trace.end(gone ? CLIENT_GONE : status(answer, failure)));
    }

    private static int status(Response answer, Throwable failure) {
        if (failure == null) {
            return answer.getStatus();
        }
        return failure instanceof ProblemException problem ? problem.status() : 500;
    }

    private Uni<Response> take(RoutingContext request, Traces.Request trace) {
        var caller = Caller.of(request);
        var keys = request.request().headers().getAll("Idempotency-Key");
        return keys.isEmpty()
                ? order(request, caller, UUID.randomUUID().toString(), trace).chain(this::accept)
                : order(request, caller, IdempotencyKey.of(caller.name(), keys).uuid(), trace)
                        .chain(this::acceptOnce);
    }

    private Uni<Order> order(RoutingContext request, Caller caller, String uuid, Traces.Request trace) {
        return edge.body(request)
                .map(body -> OrderForm.read(uuid, body))
                .invoke(order -> caller.mustActFor(order.user()))
                .map(trace::carry);
    }

    private Uni<Response> accept(Order order) {
        return database.guard(() -> engine.accept(order, SERVICE))
                .onFailure()
                .transform(failure -> notAccepted(order.uuid(), failure))
                .map(saga -> received(order.uuid()).build());
    }

    /** Sent again, an order is answered as the first time, whatever has become of it. */
    private Uni<Response> acceptOnce(Order order) {
        return database.guard(() -> engine.acceptOnce(order, SERVICE))
                .onFailure()
                .transform(failure -> notAcceptedAgain(order.uuid(), failure))
                .map(accepted -> {
                    if (!accepted.saga().order().asksFor(order)) {
                        throw ProblemException.keyReused();
                    }
                    var answer = received(order.uuid());
                    return (accepted.before() ? answer.header("Idempotency-Replayed", true) : answer).build();
                });
    }

    /** Tells where an order stands, why, and how it came there. */
    @GET
    @Path("{uuid}")
    public Uni<OrderView> show(@PathParam("uuid") String uuid, @Context RoutingContext request) {
        if (!Identifiers.isUuid(uuid)) {
            throw ProblemException.noOrder(uuid);
        }
        var caller = Caller.of(request);
        return database.guard(() -> engine.find(uuid))
                .onFailure()
                .transform(failure -> edge.away("The order cannot be looked up at the moment.", failure))
                .map(found ->
                        OrderView.of(found.filter(caller::maySee).orElseThrow(() -> ProblemException.noOrder(uuid))));
    }

    /** Takes an order back, at whatever point it is: 202 once that is durable, and again however often it is asked. */
    @DELETE
    @Path("{uuid}")
    public Uni<Response> cancel(@PathParam("uuid") String uuid, @Context RoutingContext request) {
        if (!Identifiers.isUuid(uuid)) {
            throw ProblemException.noOrder(uuid);
        }
        var caller = Caller.of(request);
        return database.guard(() -> known(uuid, caller).chain(() -> engine.cancel(uuid, SERVICE)))
                .onFailure()
                .transform(this::notCancelled)
                .map(found -> found.orElseThrow(() -> ProblemException.noOrder(uuid)))
                .map(saga -> {
                    if (saga.isSettled()) {
                        throw ProblemException.conflict("The order is settled: it cannot be cancelled any more.");
                    }
                    return accepted(uuid, saga.status()).build();
                });
    }

    /** Whose an order is never changes: this needs to be looked up only by those who may not take back any. */
    private Uni<Void> known(String uuid, Caller caller) {
        if (caller.isOperator()) {
            return Uni.createFrom().voidItem();
        }
        return engine.find(uuid)
                .invoke(found -> found.filter(caller::maySee).orElseThrow(() -> ProblemException.noOrder(uuid)))
                .replaceWithVoid();
    }

    /** Settles the payment of a complete order, for good: 200 once that is durable, and again however often it is asked. */
    @POST
    @Path("{uuid}/settle")
    public Uni<OrderView> settle(@PathParam("uuid") String uuid, @Context RoutingContext request) {
        Caller.of(request).mustBeOperator();
        if (!Identifiers.isUuid(uuid)) {
            throw ProblemException.noOrder(uuid);
        }
        return database.guard(() -> engine.settle(uuid, settlement))
                .onFailure()
                .transform(failure -> certain(failure, "the order was not settled")
                        .orElseGet(() -> edge.away("The order may have been settled: ask again.", failure)))
                .map(found -> found.orElseThrow(() -> ProblemException.noOrder(uuid)))
                .map(saga -> {
                    if (!saga.isSettled()) {
                        throw ProblemException.conflict(
                                "Only a complete order can be settled, and this one is %s.".formatted(saga.status()));
                    }
                    return OrderView.of(saga);
                });
    }

    private static ResponseBuilder received(String uuid) {
        return accepted(uuid, Flow.RECEIVED);
    }

    private static ResponseBuilder accepted(String uuid, String status) {
        return Response.accepted(new Accepted(uuid, status)).header(HttpHeaders.LOCATION, "/order/" + uuid);
    }

    /** What was sent with the key before may have been taken, whatever is certain of this time. */
    private ProblemException notAcceptedAgain(String uuid, Throwable failure) {
        return certain(failure, "nothing was done about the order this time")
                .map(problem -> problem.with("uuid", uuid))
                .orElseGet(() -> notAccepted(uuid, failure));
    }

    private ProblemException notAccepted(String uuid, Throwable failure) {
        return certain(failure, "the order was not taken")
                .orElseGet(() -> edge.away(
                                "The order may have been taken: look it up by its uuid before you send it again.",
                                failure)
                        .with("uuid", uuid));
    }

    private ProblemException notCancelled(Throwable failure) {
        return certain(failure, "the order was not cancelled")
                .orElseGet(() -> edge.away("The order may have been cancelled: ask again.", failure));
    }

    /** Of what was not even tried it is known what became of it. */
    private Optional<ProblemException> certain(Throwable failure, String fate) {
        if (failure instanceof OverloadedException) {
            return Optional.of(
                    ProblemException.tooMany("Too many orders are waiting; %s.".formatted(fate), config.retryAfter()));
        }
        return DatabaseGuard.isUntried(failure)
                ? Optional.of(ProblemException.away(
                        "The database is away; %s.".formatted(fate), config.retryAfter(), failure))
                : Optional.empty();
    }
}
