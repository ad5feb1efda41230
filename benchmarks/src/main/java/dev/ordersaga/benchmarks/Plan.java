package dev.ordersaga.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How much is measured.
 *
 * @param orders of each throughput run
 * @param rounds from whose figures the medians are taken
 * @param warmUp orders before latency counts; before a load counts there are as many as it has
 * @param textbookOrders orders of the textbook's runs; a rate needs no more of them
 * @param rates orders a second at which latency is measured
 * @param latencyOrders at each rate and in each round
 * @param instances numbers of instances of each service to compare; empty where they are not measured
 * @param instanceOrders of each run with so many instances
 * @param series how many orders one system takes in a row; empty where growth is not measured
 */
record Plan(
        int orders,
        int rounds,
        int warmUp,
        int textbookOrders,
        List<Integer> rates,
        int latencyOrders,
        List<Integer> instances,
        int instanceOrders,
        List<Integer> series) {

    /** Orders of the full form. */
    static final int ORDERS = 20_000;

    /** With fewer than these there is one round, one instance of each service, and no series. */
    private static final int FULL_MIN = 10_000;

    private static final List<Integer> RATES = List.of(20, 100);

    static Plan of(int orders) {
        return orders < FULL_MIN
                ? new Plan(
                        orders,
                        1,
                        orders / 4,
                        Math.max(1, orders / 10),
                        RATES,
                        Math.max(1, orders / 20),
                        List.of(),
                        Math.max(1, orders / 4),
                        List.of())
                : new Plan(
                        orders,
                        3,
                        orders / 5,
                        orders / 4,
                        RATES,
                        700,
                        List.of(1, 2, 3),
                        orders / 4,
                        List.of(1_000, 3_000, 10_000, 30_000, 100_000));
    }

    /**
     * The numbers of instances in the order of a round, counted from 0. Within as many rounds as there are numbers each has
     * each place once, so that what grows in a round is in the medians of all of them alike.
     */
    List<Integer> instances(int round) {
        var numbers = new ArrayList<>(instances);
        Collections.rotate(numbers, -round);
        return List.copyOf(numbers);
    }

    boolean isQuick() {
        return rounds == 1;
    }

    /** What a reader must know of the figures. */
    String words() {
        return isQuick()
                ? "the quick form: %,d orders, one round of one instance each, %d orders at each rate, no series: good for a first look"
                        .formatted(orders, latencyOrders)
                : "the full form: %,d orders, medians of %d rounds, %,d orders at each rate"
                        .formatted(orders, rounds, rounds * latencyOrders);
    }
}
