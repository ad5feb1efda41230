package dev.ordersaga.benchmarks;

import java.util.Locale;

/** Numbers for people: no more digits than mean something. */
final class Figures {

    private Figures() {}

    static String of(double value) {
        double size = Math.abs(value);
        if (value == Math.rint(value) || size >= 100) {
            return String.format(Locale.ROOT, "%,d", Math.round(value));
        }
        return String.format(Locale.ROOT, size >= 10 ? "%.1f" : "%.2f", value);
    }
}
