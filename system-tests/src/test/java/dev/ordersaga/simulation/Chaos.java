package dev.ordersaga.simulation;

import dev.ordersaga.memory.Call;
import dev.ordersaga.memory.Fault;
import dev.ordersaga.memory.Faults;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** Makes calls go wrong until it is told to stop. How much and in which ways differs from seed to seed. */
final class Chaos implements Faults {

    private static final double[] RATES = {0.01, 0.03, 0.08, 0.15};

    /** Sweeps and their timers are many, and little depends on one. */
    private static final double RATE_OF_SWEEPS = 0.1;

    /** These are few. */
    private static final double RATE_OF_NACKS = 5;

    private final SplittableRandom random;
    private final Variant variant;
    private final Coverage coverage;
    private final Map<CallKind, List<Trouble>> troubles = new HashMap<>();
    private final Set<Outage> outages = new HashSet<>();
    private final double rate;
    private final boolean untroubled;
    private Optional<Duration> later = Optional.empty();
    private boolean raging = true;

    /**
     * Calls that fail for a while.
     *
     * @param process whose calls; empty for everybody's
     */
    private record Outage(boolean ofTheBroker, Optional<String> process) {

        boolean concerns(Call call, CallKind kind) {
            return (kind == CallKind.PUBLISH) == ofTheBroker
                    && process.filter(name -> !name.equals(call.process())).isEmpty();
        }
    }

    /** Chaos of the kinds a variant allows. */
    Chaos(long seed, Variant variant, Coverage coverage) {
        this.random = new SplittableRandom(seed);
        this.variant = variant;
        this.coverage = coverage;
        this.rate = RATES[random.nextInt(RATES.length)];
        this.untroubled = random.nextInt(50) == 0;
        var chosen = EnumSet.noneOf(Trouble.class);
        for (var trouble : Trouble.values()) {
            if (random.nextInt(100) < 65) {
                chosen.add(trouble);
            }
        }
        for (var call : CallKind.values()) {
            troubles.put(
                    call,
                    variant.troubles(call).stream().filter(chosen::contains).toList());
        }
    }

    /** From now on all goes well. */
    void end() {
        raging = false;
        outages.clear();
    }

    boolean raging() {
        return raging;
    }

    SplittableRandom random() {
        return random;
    }

    /** Begins an outage and answers what ends it. */
    Runnable outage(boolean ofTheBroker, Optional<String> process) {
        var outage = new Outage(ofTheBroker, process);
        outages.add(outage);
        coverage.count(ofTheBroker ? "broker away" : "database away");
        return () -> outages.remove(outage);
    }

    @Override
    public Fault at(Call call) {
        if (!raging || !variant.troubles(call.process())) {
            return Fault.NONE;
        }
        if (later.isPresent()) {
            var delay = later.get();
            later = Optional.empty();
            return Fault.delay(delay);
        }
        var kind = CallKind.of(call);
        if (!outages.isEmpty() && goesOut(call, kind)) {
            coverage.fault(kind, Trouble.FAILS_BEFORE);
            return new Fault(delay(), Fault.Outcome.FAILS_BEFORE);
        }
        if (untroubled || random.nextDouble() >= rate(kind)) {
            return Fault.NONE;
        }
        return trouble(kind)
                .filter(trouble -> trouble != Trouble.HAPPENS_LATER)
                .map(trouble -> fault(kind, trouble))
                .orElse(Fault.NONE);
    }

    private double rate(CallKind kind) {
        return switch (kind) {
            case DUE, TIMER -> rate * RATE_OF_SWEEPS;
            case NACK -> rate * RATE_OF_NACKS;
            default -> rate;
        };
    }

    private boolean goesOut(Call call, CallKind kind) {
        return Trouble.FAILS_BEFORE.strikes(kind) && outages.stream().anyMatch(outage -> outage.concerns(call, kind));
    }

    /** Whether the next commit of this process happens only after it was told that nobody knows. */
    boolean happensLater(String process, CallKind kind) {
        if (!raging || untroubled || !variant.troubles(process) || random.nextDouble() >= rate(kind)) {
            return false;
        }
        var strikes = trouble(kind)
                .filter(trouble -> trouble == Trouble.HAPPENS_LATER)
                .isPresent();
        if (strikes) {
            coverage.fault(kind, Trouble.HAPPENS_LATER);
            later = Optional.of(delay());
        }
        return strikes;
    }

    private Optional<Trouble> trouble(CallKind kind) {
        var possible = troubles.get(kind);
        if (possible.isEmpty()) {
            return Optional.empty();
        }
        var one = possible.get(random.nextInt(possible.size()));
        return one.kills() && random.nextInt(3) > 0 ? Optional.empty() : Optional.of(one);
    }

    private Fault fault(CallKind kind, Trouble trouble) {
        coverage.fault(kind, trouble);
        var delay = trouble == Trouble.DELAY || random.nextInt(4) == 0 ? delay() : Duration.ZERO;
        return new Fault(delay, trouble.outcome());
    }

    /** Short, mostly: things that happen at nearly the same time are what gets into each other's way. */
    Duration delay() {
        int kind = random.nextInt(100);
        if (kind < 70) {
            return Duration.ofNanos(random.nextLong(50_000_000) / 1_000 * 1_000);
        }
        return Duration.ofMillis(random.nextLong(kind < 92 ? 1_000 : Limits.DELAY_MAX.toMillis()));
    }
}
