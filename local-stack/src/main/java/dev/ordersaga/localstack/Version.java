package dev.ordersaga.localstack;

import java.util.Arrays;
import java.util.List;

/** A dotted version, compared number by number. */
record Version(List<Integer> numbers) implements Comparable<Version> {
    static Version parse(String text) {
        return new Version(
                Arrays.stream(text.split("\\.")).map(Integer::valueOf).toList());
    }

    @Override
    public int compareTo(Version other) {
        var length = Math.max(numbers.size(), other.numbers.size());
        for (var i = 0; i < length; i++) {
            var difference = Integer.compare(at(i), other.at(i));
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private int at(int index) {
        return index < numbers.size() ? numbers.get(index) : 0;
    }
}
