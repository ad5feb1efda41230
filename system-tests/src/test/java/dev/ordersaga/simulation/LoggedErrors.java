package dev.ordersaga.simulation;

import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** While something runs, the services log nothing; what would be an error is told to whoever runs it. */
final class LoggedErrors {

    private static final Logger LOG = Logger.getLogger("dev.ordersaga");
    private static final ThreadLocal<Consumer<String>> LISTENERS = new ThreadLocal<>();

    private static final Handler HANDLER = new Handler() {
        @Override
        public void publish(LogRecord logged) {
            var listener = LISTENERS.get();
            if (listener != null && logged.getLevel().intValue() >= Level.SEVERE.intValue()) {
                listener.accept(logged.getMessage() + " " + logged.getThrown());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private static int open;

    private LoggedErrors() {}

    static <T> T toldTo(Consumer<String> listener, Supplier<T> run) {
        LISTENERS.set(listener);
        open();
        try {
            return run.get();
        } finally {
            close();
            LISTENERS.remove();
        }
    }

    private static synchronized void open() {
        if (open++ == 0) {
            LOG.setLevel(Level.SEVERE);
            LOG.setUseParentHandlers(false);
            LOG.addHandler(HANDLER);
        }
    }

    private static synchronized void close() {
        if (--open == 0) {
            LOG.removeHandler(HANDLER);
            LOG.setUseParentHandlers(true);
            LOG.setLevel(null);
        }
    }
}
