package dev.ordersaga.frontend;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Asks everybody who they are; where there is no key to tokens, nobody, and then only those on this machine can come. */
@Singleton
class Callers {

    private static final String KEY = "mp.jwt.verify.publickey.location";

    private static final Pattern BEARER = Pattern.compile("(?i)bearer +([^ ]+)");

    private static final Logger LOG = Logger.getLogger(Callers.class);

    private final Optional<Tokens> tokens;

    @Inject
    Callers(TokenConfig config, Config all) {
        this(config, all.getValue("quarkus.http.host", String.class));
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
        try {
            if (InetAddress.getByName(host).isLoopbackAddress()) {
                return;
            }
        } catch (UnknownHostException e) {
            LOG.debugf("%s is no address: %s", host, e.getMessage());
        }
        throw new ConfigurationException(
                "whoever reaches %s could do everything as anybody: set %s, or have it listen on 127.0.0.1 (quarkus.http.host)"
                        .formatted(host, KEY));
    }

    /** Notes who asks, by the headers of the request; fails when they do not say, or cannot show it. */
    Caller identify(RoutingContext request) {
        var caller = caller(request.request().headers().getAll("Authorization"));
        caller.ask(request);
        return caller;
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
