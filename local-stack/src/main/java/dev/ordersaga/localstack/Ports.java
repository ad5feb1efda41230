package dev.ordersaga.localstack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports of the loopback interface. */
public final class Ports {
    /** Below the range outgoing connections use: a client must not sit on the port of a server that restarts. */
    private static final int FREE_MIN = 15_000;

    private static final int FREE_MAX = 32_000;

    private Ports() {}

    /** One that nothing listens on. */
    public static int free() {
        return ThreadLocalRandom.current()
                .ints(FREE_MIN, FREE_MAX)
                .limit(1_000)
                .filter(Ports::isFree)
                .findFirst()
                .orElseThrow(() -> new LocalStackException("No free port between " + FREE_MIN + " and " + FREE_MAX));
    }

    static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    static int read(Map<String, String> environment, String variable, int otherwise) {
        return Optional.ofNullable(environment.get(variable))
                .filter(text -> !text.isBlank())
                .map(text -> parse(variable, text))
                .orElse(otherwise);
    }

    /** Reads a port from text that a person wrote into the variable. */
    static int parse(String variable, String text) {
        try {
            var port = Integer.parseInt(text.strip());
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new LocalStackException("%s must be a port from 1 to 65535, not \"%s\"".formatted(variable, text));
    }
}
