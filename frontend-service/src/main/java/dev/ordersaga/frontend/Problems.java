package dev.ordersaga.frontend;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every problem as {@code application/problem+json}. */
class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);

    private static final AllowedMethods ALLOWED =
            AllowedMethods.of(OrderResource.class, CustomerResource.class, InventoryResource.class);

    @ServerExceptionMapper
    Response toResponse(ProblemException problem) {
        if (problem.status() == 500) {
            LOG.errorf(problem.getCause(), "a request failed: %s", problem.body());
        }
        var response = Response.status(problem.status())
                .type(MediaType.valueOf(ProblemException.MEDIA_TYPE))
                .entity(problem.body());
        problem.headers().forEach(response::header);
        return response.build();
    }

    /** What the framework itself refuses; a path unknown to it is none of its business, others may know it. */
    @ServerExceptionMapper({NotAllowedException.class, NotAcceptableException.class, NotSupportedException.class})
    Response toResponse(ClientErrorException refusal, ContainerRequestContext request) {
        return toResponse(
                switch (refusal.getResponse().getStatus()) {
                    case 405 ->
                        ProblemException.notAllowed(
                                request.getMethod(),
                                ALLOWED.at(request.getUriInfo().getPath()));
                    case 406 -> ProblemException.notAcceptable();
                    default -> ProblemException.unsupported();
                });
    }
}
