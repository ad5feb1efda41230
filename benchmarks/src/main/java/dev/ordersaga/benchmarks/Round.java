package dev.ordersaga.benchmarks;

import dev.ordersaga.localstack.Emulators;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything once, on emulators of its own: they keep in memory whatever they got, so that a round would pay for the one
 * before. The ceiling comes first and leaves them warm.
 *
 * @param startS seconds until all services were ready, the emulators being up
 * @param latency by rate
 * @param rssMb of each service after that load
 */
record Round(
        double ceilingPerS,
        Textbook.Result textbook,
        double startS,
        Run spread,
        Run hot,
        Map<Integer, Stroll.Beside> latency,
        Map<String, Double> rssMb) {

    /** Measures it all and then audits every order that was placed on the way. */
    static Round measure(Plan plan, Path dir, PrintStream out) {
        try (var emulators = Emulators.tethered(dir.resolve("emulators"))) {
            var ceiling = Ceiling.measure(emulators, plan.orders(), out);
            var textbook = Textbook.measure(emulators, plan.textbookOrders(), out);
            try (var shop = Shop.open(dir.resolve("services"), emulators, 1, Shop.BOTH_COMPILERS)) {
                double startS = shop.startOneMore();
                out.printf("  all services ready after %.1f s%n", startS);
                shop.rush(Goods.SPREAD, plan.warmUp());
                // First, while there is little: the emulator has no index, and walks over all there is for each query.
                var latency = latency(plan, emulators, shop, out);
                shop.rush(Goods.SPREAD, plan.orders());
                var spread = told("spread over 100 items", shop.rushAfresh(Goods.SPREAD, plan.orders()), out);
                var hot = told("on one item", shop.rushAfresh(Goods.HOT, plan.orders()), out);
                var rssMb = shop.residentMb();
                shop.audit();
                out.println("  audit: nothing wrong");
                return new Round(ceiling.perSecond(), textbook, startS, spread, hot, latency, rssMb);
            }
        }
    }

    private static Map<Integer, Stroll.Beside> latency(Plan plan, Emulators emulators, Shop shop, PrintStream out) {
        warmUp(plan, emulators, shop);
        var found = new TreeMap<Integer, Stroll.Beside>();
        for (int rate : plan.rates()) {
            var ours = shop.stroll(Goods.SPREAD, plan.latencyOrders(), rate);
            var hops = Hops.measure(emulators, rate, plan.latencyOrders());
            out.printf(
                    "  %d orders/s: final message after %.0f ms (p50), %.0f ms (p99), hops %.0f ms%n",
                    rate, ours.toFinal().ms(50), ours.toFinal().ms(99), hops.p50Ms());
            found.put(rate, new Stroll.Beside(ours, hops));
        }
        return found;
    }

    /** Hardly anything is done in batches at these rates: that is other code than a load's, and it was not used yet. */
    private static void warmUp(Plan plan, Emulators emulators, Shop shop) {
        int fastest = Collections.max(plan.rates());
        shop.stroll(Goods.SPREAD, plan.warmUp(), fastest);
        Hops.measure(emulators, fastest, plan.warmUp() / 2);
    }

    static Run told(String what, Run run, PrintStream out) {
        out.printf(
                "  %d orders %s: %.0f/s accepted, %.0f/s completed, %d put off%n",
                run.orders(), what, run.acceptedPerS(), run.completedPerS(), run.putOff());
        return run;
    }
}
