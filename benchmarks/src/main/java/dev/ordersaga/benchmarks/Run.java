package dev.ordersaga.benchmarks;

import java.util.Map;
import java.util.function.Predicate;

/**
 * What a run showed in which orders came as fast as they were taken.
 *
 * @param seconds from the first POST to the last final message
 * @param counted by all services in the meantime, until everything was at rest
 * @param heardMessages final messages that were delivered to us, and their bytes
 * @param cpuPer1000 seconds by process for each 1,000 orders
 * @param switches by process for each order, as far as the system tells
 */
record Run(
        int orders,
        double seconds,
        double acceptedPerS,
        double completedPerS,
        int putOff,
        Meters counted,
        long heardMessages,
        long heardBytes,
        Map<String, Double> cpuPer1000,
        Map<String, Double> switches) {

    double reads() {
        return documents("read");
    }

    double writes() {
        return documents("write");
    }

    double deletes() {
        return documents("delete");
    }

    /** Messages published for an order. */
    double published() {
        return messages("ordersaga_messages_total", "published");
    }

    /** Messages delivered for an order, the final one to whoever ordered. */
    double delivered() {
        return messages("ordersaga_messages_total", "delivered") + (double) heardMessages / orders;
    }

    /** Bytes published and delivered for an order. */
    double bytes() {
        return messages("ordersaga_message_bytes_total", "published")
                + messages("ordersaga_message_bytes_total", "delivered")
                + (double) heardBytes / orders;
    }

    /** How many of the orders had an event said once more. */
    double publishedAgainShare() {
        return counted.sum("ordersaga_published_again_total") / orders;
    }

    double conflictsPer1000() {
        return counted.sum("ordersaga_conflicts_total") * 1_000 / orders;
    }

    double commitsPer1000() {
        return (counted.sum("ordersaga_commit_seconds_count") + counted.sum("ordersaga_conflicts_total"))
                * 1_000
                / orders;
    }

    double allCpuPer1000() {
        return cpu(process -> true);
    }

    double emulatorsCpuPer1000() {
        return cpu(process -> process.endsWith("-emulator"));
    }

    private double cpu(Predicate<String> of) {
        return cpuPer1000.entrySet().stream()
                .filter(process -> of.test(process.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    private double documents(String operation) {
        return counted.of("ordersaga_documents_total", "operation", operation) / orders;
    }

    private double messages(String name, String direction) {
        return counted.of(name, "direction", direction) / orders;
    }
}
