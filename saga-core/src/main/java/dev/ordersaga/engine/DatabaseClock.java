package dev.ordersaga.engine;

import dev.ordersaga.port.Time;
import java.time.Duration;
import java.time.Instant;

/** The database's time as this process knows it: its own clock, set right by whatever the database last answered. */
final class DatabaseClock {

    /** Own clocks drift: after so long without an answer, ask. */
    private static final Duration TRUSTED = Duration.ofMinutes(1);

    private final Time time;
    private Duration ahead = Duration.ZERO;
    private Instant setAt = Instant.MIN;

    DatabaseClock(Time time) {
        this.time = time;
    }

    /** The database has just told its time. */
    void set(Instant told) {
        setAt = time.now();
        ahead = Duration.between(setAt, told);
    }

    /** Whether it was set lately, so that it may decide something. */
    boolean isSet() {
        return setAt.isAfter(time.now().minus(TRUSTED));
    }

    Instant now() {
        return time.now().plus(ahead);
    }
}
