package dev.ordersaga.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Who did what when: a number that is the same for the same history, and the words if they are wanted. */
final class History {

    private final boolean told;
    private final List<String> lines = new ArrayList<>();
    private final Map<String, String> aliases = new HashMap<>();
    private Instant began = Instant.EPOCH;
    private long hash;

    History(boolean told) {
        this.told = told;
    }

    void begin(Instant at) {
        began = at;
    }

    void alias(String uuid, String alias) {
        aliases.put(uuid, alias);
    }

    /** Something happened. */
    void mix(Instant at, int what) {
        hash = (hash ^ at.getNano() ^ at.getEpochSecond() << 30 ^ what) * 0x9E3779B97F4A7C15L;
        hash ^= hash >>> 29;
    }

    void tell(Instant at, String who, Supplier<String> what) {
        if (told) {
            var since = Duration.between(began, at);
            var line = "%3d.%06d  %-20s %s".formatted(since.toSeconds(), since.toNanosPart() / 1_000, who, what.get());
            for (var alias : aliases.entrySet()) {
                line = line.replace(alias.getKey(), alias.getValue());
            }
            lines.add(line);
        }
    }

    long hash() {
        return hash;
    }

    List<String> lines() {
        return lines;
    }
}
