package dev.ordersaga.engine;

import dev.ordersaga.saga.SagaDocument;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The buckets in groups that are looked at together: a query for several costs less than one for each. */
final class Buckets {

    static final int GROUPS = 4;

    static final int IN_A_GROUP = SagaDocument.BUCKETS / GROUPS;

    private static final List<Set<Integer>> ALL =
            IntStream.range(0, GROUPS).mapToObj(Buckets::inGroup).toList();

    private Buckets() {}

    static Set<Integer> group(int number) {
        return ALL.get(number);
    }

    private static Set<Integer> inGroup(int number) {
        return IntStream.range(number * IN_A_GROUP, (number + 1) * IN_A_GROUP)
                .boxed()
                .collect(Collectors.collectingAndThen(
                        Collectors.toCollection(TreeSet::new), Collections::unmodifiableSet));
    }

    static int after(int number) {
        return (number + 1) % GROUPS;
    }
}
