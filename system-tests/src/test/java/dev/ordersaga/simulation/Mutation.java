package dev.ordersaga.simulation;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A way to get it wrong.
 *
 * @param name what is wrong
 * @param parts makes services that are wrong in this way, for one world
 */
record Mutation(String name, Supplier<Parts> parts) {

    static List<Mutation> all() {
        return Stream.of(GuardMutations.ALL, DecisionMutations.ALL, MarkMutations.ALL, OrderOfWorkMutations.ALL)
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
