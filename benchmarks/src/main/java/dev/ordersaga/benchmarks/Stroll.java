package dev.ordersaga.benchmarks;

import java.util.List;

/**
 * Orders that came at a rate.
 *
 * @param post from the moment an order was to be sent to its 202
 * @param toFinal to its final message
 */
record Stroll(Times post, Times toFinal, int putOff) {

    /** The same with the emulators' own part, measured right after it in the same surroundings. */
    record Beside(Stroll ours, Hops.Result hops) {}

    /** All orders of all rounds, and the medians of the emulators' part. */
    static Results.Latency together(List<Beside> rounds) {
        var post =
                Times.together(rounds.stream().map(each -> each.ours().post()).toList());
        var toFinal = Times.together(
                rounds.stream().map(each -> each.ours().toFinal()).toList());
        return new Results.Latency(
                post.orders(),
                post.ms(50),
                post.ms(99),
                post.maxMs(),
                toFinal.ms(50),
                toFinal.ms(99),
                toFinal.maxMs(),
                Medians.of(rounds, each -> each.hops().p50Ms()),
                Medians.of(rounds, each -> each.hops().commitP50Ms()),
                Medians.of(rounds, each -> each.hops().readP50Ms()),
                Medians.of(rounds, each -> each.hops().deliverP50Ms()),
                rounds.stream().mapToInt(each -> each.ours().putOff()).sum());
    }
}
