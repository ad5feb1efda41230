package dev.ordersaga.engine;

import org.jboss.logging.MDC;

/** Has every line that is logged meanwhile tell, beside its words, which order it concerns and at which step. */
final class Concerning {

    private Concerning() {}

    static void run(Work work, Runnable task) {
        run(work.uuid(), work.step(), task);
    }

    static void run(String uuid, String step, Runnable task) {
        MDC.put("uuid", uuid);
        MDC.put("step", step);
        try {
            task.run();
        } finally {
            MDC.remove("uuid");
            MDC.remove("step");
        }
    }
}
