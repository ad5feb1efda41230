package dev.ordersaga.benchmarks;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What services have counted, by the names and tags that Prometheus sees. */
record Meters(Map<String, Double> values) {

    private static final String OURS = "ordersaga_";

    /** What a service answers to who collects metrics. */
    static Meters read(String text) {
        return new Meters(text.lines()
                .filter(line -> line.startsWith(OURS))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.lastIndexOf(' ')),
                        line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)),
                        Double::sum)));
    }

    /** What all of them have counted together. */
    static Meters sum(Stream<Meters> all) {
        var sums = new TreeMap<String, Double>();
        all.forEach(meters -> meters.values.forEach((name, value) -> sums.merge(name, value, Double::sum)));
        return new Meters(sums);
    }

    /** What was counted since. */
    Meters since(Meters before) {
        var counted = new TreeMap<>(values);
        before.values.forEach((name, value) -> counted.merge(name, -value, Double::sum));
        return new Meters(counted);
    }

    /** The sum of a counter over all its tags. */
    double sum(String name) {
        return values.entrySet().stream()
                .filter(each -> each.getKey().equals(name) || each.getKey().startsWith(name + "{"))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /** A counter with one tag. */
    double of(String name, String tag, String value) {
        return values.getOrDefault("%s{%s=\"%s\"}".formatted(name, tag, value), 0.0);
    }
}
