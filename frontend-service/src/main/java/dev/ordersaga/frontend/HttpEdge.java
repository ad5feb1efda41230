package dev.ordersaga.frontend;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Problems that no resource gets to see: a body of more than there may be, with its length announced or not, a path that
 * leads nowhere, a request that is none.
 */
class HttpEdge {

    /** Before everything of the framework's, which would answer with a bare status. */
    private static final int FIRST = -100;

    /** Closed at once, the connection might take the answer with it: who sends too much gets as long to stop. */
    private static final Duration LINGER = Duration.ofSeconds(1);

    /** Whether all of the request is here. */
    private static final String READ = HttpEdge.class.getName();

    private static final Logger LOG = Logger.getLogger(HttpEdge.class);

    private final FrontendConfig config;

    HttpEdge(FrontendConfig config) {
        this.config = config;
    }

    void guard(@Observes Router router) {
        router.route()
                .order(FIRST)
                .handler(BodyHandler.create(false).setBodyLimit(config.bodyBytesMax()))
                .handler(HttpEdge::read)
                .failureHandler(this::failed);
        Set.of(400, 404, 405, 406, 415).forEach(status -> router.errorHandler(status, this::failed));
    }

    /** The body of a request that came this far: none is larger than it may be. */
    static byte[] body(RoutingContext context) {
        var body = context.body().buffer();
        return body == null ? new byte[0] : body.getBytes();
    }

    private static void read(RoutingContext context) {
        context.put(READ, true);
        context.next();
    }

    private static boolean isRead(RoutingContext context) {
        return context.get(READ) != null;
    }

    private void failed(RoutingContext context) {
        if (context.response().headWritten() || context.response().closed()) {
            context.request().connection().close();
            return;
        }
        var problem = problem(context);
        if (problem.status() == 500) {
            LOG.errorf(context.failure(), "a request failed: %s", context.normalizedPath());
        }
        if (!isRead(context)) {
            hangUp(context);
        }
        answer(context, problem);
    }

    private ProblemException problem(RoutingContext context) {
        return switch (status(context)) {
            case 404 -> ProblemException.notFound("There is nothing here.");
            case 413 -> ProblemException.tooLarge(config.bodyBytesMax());
            case 500 -> ProblemException.bug(context.failure());
            default ->
                ProblemException.of(
                        status(context),
                        HttpResponseStatus.valueOf(status(context)).reasonPhrase());
        };
    }

    /** What fails without saying how is a request that broke off, or a bug once all of it is here. */
    private static int status(RoutingContext context) {
        if (context.statusCode() >= 400 && context.statusCode() != 500) {
            return context.statusCode();
        }
        return isRead(context) ? 500 : 400;
    }

    private static void answer(RoutingContext context, ProblemException problem) {
        var response = context.response().setStatusCode(problem.status());
        response.putHeader("Content-Type", ProblemException.MEDIA_TYPE);
        problem.headers().forEach(response::putHeader);
        response.end(new JsonObject(problem.body()).encode());
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
