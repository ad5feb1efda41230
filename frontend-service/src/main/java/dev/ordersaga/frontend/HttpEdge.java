package dev.ordersaga.frontend;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Problems that no resource gets to see: a body of more than there may be, with its length announced or not, a path that
 * leads nowhere, a request that is none.
 */
@Singleton
class HttpEdge {

    /** Before everything of the framework's, which would answer with a bare status. */
    private static final int FIRST = -100;

    /** Closed at once, the connection might take the answer with it: who sends too much gets as long to stop. */
    private static final Duration LINGER = Duration.ofSeconds(1);

    private static final Logger LOG = Logger.getLogger(HttpEdge.class);

    private final Callers callers;
    private final FrontendConfig config;

    HttpEdge(Callers callers, FrontendConfig config) {
        this.callers = callers;
        this.config = config;
    }

    void guard(@Observes Router router) {
        router.route().order(FIRST).handler(this::refuseTooLarge).failureHandler(this::failed);
        Set.of(400, 404, 405, 406, 415).forEach(status -> router.errorHandler(status, this::failed));
    }

    /** Has a path answered with a stream of events, to callers who were asked who they are. */
    void stream(Router router, String path, Handler<RoutingContext> answer) {
        router.route(path).order(FIRST + 1).handler(request -> {
            request.request().handler(discarded -> {}).resume();
            if (request.request().method() != HttpMethod.GET) {
                throw ProblemException.notAllowed(request.request().method().name(), Set.of("GET"));
            }
            callers.identify(request);
            answer.handle(request);
        });
    }

    /** What is told when the database does not answer. */
    ProblemException away(String detail, Throwable failure) {
        if (failure instanceof ProblemException problem) {
            return problem;
        }
        return DatabaseGuard.isAway(failure) || DatabaseGuard.isUntried(failure)
                ? ProblemException.away(detail, config.retryAfter(), failure)
                : ProblemException.bug(failure);
    }

    private void refuseTooLarge(RoutingContext context) {
        var length = context.request().getHeader("Content-Length");
        if (length != null && new BigInteger(length).compareTo(BigInteger.valueOf(config.bodyBytesMax())) > 0) {
            context.fail(413);
        } else {
            context.next();
        }
    }

    /** The body of a request, however it comes; as soon as it is too large, it fails. */
    Uni<byte[]> body(RoutingContext context) {
        return Uni.createFrom().emitter(reader -> {
            var body = Buffer.buffer();
            context.request()
                    .handler(chunk -> {
                        if (body.length() + chunk.length() <= config.bodyBytesMax()) {
                            body.appendBuffer(chunk);
                        } else {
                            hangUp(context);
                            reader.fail(ProblemException.tooLarge(config.bodyBytesMax()));
                        }
                    })
                    .exceptionHandler(broken -> reader.fail(ProblemException.badRequest("the request broke off")))
                    .endHandler(end -> reader.complete(body.getBytes()))
                    .resume();
        });
    }

    private void failed(RoutingContext context) {
        if (context.response().headWritten() || context.response().closed()) {
            giveUp(context);
            return;
        }
        var problem = problem(context);
        if (problem.status() == 500) {
            LOG.errorf(problem.getCause(), "a request failed: %s", context.normalizedPath());
        }
        if (problem.status() == 413) {
            hangUp(context);
        }
        answer(context, problem);
    }

    private ProblemException problem(RoutingContext context) {
        if (context.failure() instanceof ProblemException problem) {
            return problem;
        }
        int status = context.statusCode();
        if (status < 400 || status == 500) {
            return ProblemException.bug(context.failure());
        }
        return switch (status) {
            case 404 -> ProblemException.notFound("There is nothing here.");
            case 413 -> ProblemException.tooLarge(config.bodyBytesMax());
            default ->
                ProblemException.of(status, HttpResponseStatus.valueOf(status).reasonPhrase());
        };
    }

    private static void answer(RoutingContext context, ProblemException problem) {
        var response = context.response().setStatusCode(problem.status());
        response.putHeader("Content-Type", ProblemException.MEDIA_TYPE);
        problem.headers().forEach(response::putHeader);
        response.end(new JsonObject(problem.body()).encode());
    }

    /** What was begun cannot be answered otherwise; on HTTP/2 others share its connection. */
    private static void giveUp(RoutingContext context) {
        if (context.request().version() == HttpVersion.HTTP_2) {
            context.response().reset();
        } else {
            context.request().connection().close();
        }
    }

    /** Gives up a request whose rest is of no interest; on HTTP/2 others share its connection. */
    private static void hangUp(RoutingContext context) {
        var request = context.request();
        Runnable end = () -> context.response().reset(0);
        if (request.version() != HttpVersion.HTTP_2) {
            context.response().putHeader("Connection", "close");
            end = request.connection()::close;
        }
        var hangingUp = end;
        context.vertx().setTimer(LINGER.toMillis(), timer -> hangingUp.run());
        request.handler(discarded -> {}).exceptionHandler(broken -> {}).resume();
    }
}
