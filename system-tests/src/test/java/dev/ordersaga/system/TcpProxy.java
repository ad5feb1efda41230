package dev.ordersaga.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A way to a server that can be cut. While it is, nothing is refused and nothing gets through: what was sent waits, and
 * arrives late once the way is whole again.
 */
final class TcpProxy implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;

    private final String targetHost;
    private final int targetPort;
    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private boolean whole = true;

    private TcpProxy(String targetHost, int targetPort) throws IOException {
        this.targetHost = targetHost;
        this.targetPort = targetPort;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /** A way to {@code host:port}. */
    static TcpProxy to(String target) {
        try {
            var colon = target.lastIndexOf(':');
            var proxy = new TcpProxy(target.substring(0, colon), Integer.parseInt(target.substring(colon + 1)));
            start("proxy", proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the way begins. */
    String host() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    synchronized void cut() {
        whole = false;
    }

    synchronized void mend() {
        whole = true;
        notifyAll();
    }

    private synchronized void awaitWhole() throws InterruptedException {
        while (!whole) {
            wait();
        }
    }

    private void accept() {
        try {
            while (true) {
                var caller = server.accept();
                var callee = new Socket();
                sockets.add(caller);
                sockets.add(callee);
                start("proxy-out", () -> connect(caller, callee));
            }
        } catch (IOException closed) {
            mend();
        }
    }

    private void connect(Socket caller, Socket callee) {
        try {
            awaitWhole();
            callee.connect(new InetSocketAddress(targetHost, targetPort));
            start("proxy-back", () -> forward(callee, caller));
            forward(caller, callee);
        } catch (IOException e) {
            hangUp(caller, callee);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void forward(Socket from, Socket to) {
        try {
            copy(from.getInputStream(), to.getOutputStream());
        } catch (IOException e) {
            // told by hanging up
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            hangUp(from, to);
        }
    }

    private void copy(InputStream in, OutputStream out) throws IOException, InterruptedException {
        var buffer = new byte[BUFFER];
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
            awaitWhole();
            out.write(buffer, 0, length);
        }
    }

    private void hangUp(Socket... ends) {
        for (var end : ends) {
            sockets.remove(end);
            try {
                end.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void start(String name, Runnable task) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        hangUp(sockets.toArray(Socket[]::new));
    }
}
