package dev.ordersaga.frontend;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Asks everybody who they are; where there is no key to tokens, nobody, and then only those on this machine can come. */
@Singleton
class Callers {

    private static final String KEY = "mp.jwt.verify.publickey.location";

    /** Keys of the same standard that would change who is let in, and that nothing here heeds. */
    private static final Set<String> NOT_HEEDED = Set.of(
            "mp.jwt.verify.publickey",
            "mp.jwt.verify.token.age",
            "mp.jwt.token.header",
            "mp.jwt.token.cookie",
            "mp.jwt.decrypt.key.location");

    private static final Pattern THIS_MACHINE =
            Pattern.compile("localhost|127(\\.\\d{1,3}){3}|::1|\\[::1]", Pattern.CASE_INSENSITIVE);

    /** The form that RFC 6750, section 2.1, gives it. */
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([\\w.~+/-]+=*)");

    private static final Logger LOG = Logger.getLogger(Callers.class);

    private final Optional<Tokens> tokens;

    @Inject
    Callers(TokenConfig config, Config all) {
        this(config, all.getValue("quarkus.http.host", String.class));
        NOT_HEEDED.stream()
                .filter(key -> all.getOptionalValue(key, String.class).isPresent())
                .findFirst()
                .ifPresent(key -> {
                    throw new ConfigurationException(
                            "%s is not heeded here; the key goes into a file, %s".formatted(key, KEY));
                });
    }

    Callers(TokenConfig config, String host) {
        this.tokens = config.publickey().location().map(location -> tokens(location, config));
        if (tokens.isEmpty()) {
            mustBeLoopback(host);
            LOG.warnf(
                    "open to all who reach %s: they order, see and do everything as anybody (%s is not set)",
                    host, KEY);
        }
    }

    private static Tokens tokens(String location, TokenConfig config) {
        try {
            return Tokens.by(location, config);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("%s=%s: %s".formatted(KEY, location, e.getMessage()), e);
        }
    }

    static void mustBeLoopback(String host) {
        if (THIS_MACHINE.matcher(host).matches()) {
            return;
        }
        throw new ConfigurationException(
                "whoever reaches %s could do everything as anybody: set %s, or have it listen on 127.0.0.1 (quarkus.http.host)"
                        .formatted(host, KEY));
    }

    /** Notes who asks, by the headers of the request; fails when they do not say, or cannot show it. */
    Caller identify(RoutingContext request) {
        if (tokens.isEmpty()) {
            mustComeFromHere(request.request());
        }
        var caller = caller(request.request().headers().getAll("Authorization"));
        caller.ask(request);
        return caller;
    }

    /** A page of another site reaches this machine by another name for it, or says that it is another site's. */
    private static void mustComeFromHere(HttpServerRequest request) {
        var authority = request.authority();
        boolean named =
                authority == null || THIS_MACHINE.matcher(authority.host()).matches();
        if (!named || "cross-site".equals(request.getHeader("Sec-Fetch-Site"))) {
            throw ProblemException.forbidden(
                    "Without tokens only this machine is answered, as localhost or 127.0.0.1.");
        }
    }

    private Caller caller(List<String> authorization) {
        if (tokens.isEmpty()) {
            return Caller.ANYBODY;
        }
        if (authorization.isEmpty()) {
            throw ProblemException.noToken();
        }
        var bearer = BEARER.matcher(authorization.get(0).strip());
        if (authorization.size() > 1 || !bearer.matches()) {
            throw ProblemException.badToken("There must be one Authorization, with a bearer token.");
        }
        return tokens.get().caller(bearer.group(1));
    }
}
