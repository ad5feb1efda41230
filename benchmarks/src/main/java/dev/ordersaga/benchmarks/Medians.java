package dev.ordersaga.benchmarks;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What stands in the middle of several rounds. */
final class Medians {

    private Medians() {}

    static double of(Collection<Double> values) {
        var sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    static <T> double of(List<T> rounds, ToDoubleFunction<T> value) {
        return of(rounds.stream().map(value::applyAsDouble).toList());
    }

    /** The median of each name's values. */
    static <T> Map<String, Double> byName(List<T> rounds, Function<T, Map<String, Double>> values) {
        return rounds.stream()
                .flatMap(round -> values.apply(round).entrySet().stream())
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey,
                        TreeMap::new,
                        Collectors.collectingAndThen(
                                Collectors.mapping(Map.Entry::getValue, Collectors.toList()), Medians::of)));
    }
}
