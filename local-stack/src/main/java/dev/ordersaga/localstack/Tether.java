package dev.ordersaga.localstack;

import java.io.IOException;

/**
 * A Java agent that ends its process when the parent is gone.
 *
 * <p>The parent holds the other end of standard input; the kernel closes it even when the parent is killed with -9.
 */
public final class Tether implements Runnable {
    private Tether() {}

    /** Called by the JVM before main. */
    public static void premain(String arguments) {
        var thread = new Thread(new Tether(), "tether");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        try {
            while (System.in.read() >= 0) {
                // the parent lives and has nothing to say
            }
        } catch (IOException e) {
            // a broken pipe is the end of the parent, too
        }
        Runtime.getRuntime().halt(1);
    }
}
