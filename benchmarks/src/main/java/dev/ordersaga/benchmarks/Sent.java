package dev.ordersaga.benchmarks;

import java.util.List;

/**
 * Orders that were placed, all of them taken in the end.
 *
 * @param putOff how often a customer was told to come again
 */
record Sent(List<Ticket> tickets, int putOff) {

    /**
     * One order.
     *
     * @param intended when it was to be sent, in nanoseconds
     * @param answered when its 202 was there
     */
    record Ticket(String uuid, long intended, long answered) {}

    long began() {
        return tickets.stream().mapToLong(Ticket::intended).min().orElseThrow();
    }

    long answered() {
        return tickets.stream().mapToLong(Ticket::answered).max().orElseThrow();
    }
}
