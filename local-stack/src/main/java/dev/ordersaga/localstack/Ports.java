package dev.ordersaga.localstack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports of the loopback interface. */
public final class Ports {
    /** Below the range outgoing connections use: a client must not sit on the port of a server that restarts. */
    private static final int FREE_MIN = 15_000;

    private static final int FREE_MAX = 32_000;

    /** Ports are given out of blocks, and who listens on the first port of a block has the rest of it to itself. */
    private static final int BLOCK = 50;

    private static final List<ServerSocket> BLOCKS = new ArrayList<>();
    private static int next;

    private Ports() {}

    /**
     * One that nothing listens on, and that nobody else who asks here is given: neither in this JVM, nor in another as
     * long as this one lives.
     */
    public static synchronized int free() {
        do {
            if (next % BLOCK == 0) {
                BLOCKS.add(takeBlock());
                next = BLOCKS.get(BLOCKS.size() - 1).getLocalPort();
            }
            next++;
        } while (next % BLOCK == 0 || !isFree(next));
        return next;
    }

    private static ServerSocket takeBlock() {
        return ThreadLocalRandom.current()
                .ints(FREE_MIN / BLOCK, FREE_MAX / BLOCK)
                .limit(1_000)
                .mapToObj(block -> listen(block * BLOCK))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new LocalStackException("No free ports between " + FREE_MIN + " and " + FREE_MAX));
    }

    private static Optional<ServerSocket> listen(int port) {
        try {
            return Optional.of(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            return Optional.empty();
        }
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
