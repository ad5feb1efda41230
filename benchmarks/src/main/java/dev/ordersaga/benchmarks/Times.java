package dev.ordersaga.benchmarks;

import dev.ordersaga.benchmarks.Sent.Ticket;
import java.util.List;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/** How long orders took, in nanoseconds from the moment they were to be sent. */
record Times(Histogram nanos) {

    private static final int DIGITS = 3;

    /** What each of these orders took until then. */
    static Times of(List<Ticket> tickets, ToLongFunction<Ticket> until) {
        var nanos = new Histogram(DIGITS);
        tickets.forEach(ticket -> nanos.recordValue(until.applyAsLong(ticket) - ticket.intended()));
        return new Times(nanos);
    }

    /** All orders of all these together: far from the middle, a median of percentiles would say less. */
    static Times together(List<Times> all) {
        var nanos = new Histogram(DIGITS);
        all.forEach(each -> nanos.add(each.nanos));
        return new Times(nanos);
    }

    double ms(double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1e6;
    }

    double maxMs() {
        return nanos.getMaxValue() / 1e6;
    }

    long orders() {
        return nanos.getTotalCount();
    }
}
