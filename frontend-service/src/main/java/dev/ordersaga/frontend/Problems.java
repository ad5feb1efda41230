package dev.ordersaga.frontend;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every problem as {@code application/problem+json}. */
class Problems {

    private static final MediaType PROBLEM = new MediaType("application", "problem+json");

    @ServerExceptionMapper
    Response toResponse(ProblemException problem) {
        var response = Response.status(problem.status()).type(PROBLEM).entity(problem.body());
        if (problem.retryAfterSeconds() > 0) {
            response.header(HttpHeaders.RETRY_AFTER, problem.retryAfterSeconds());
        }
        return response.build();
    }
}
