package dev.ordersaga.operations.order;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times for people, in UTC, as they are told at one moment. */
record Moments(Instant now) {

    private static final DateTimeFormatter TIME = formatter("HH:mm:ss");
    private static final DateTimeFormatter DATE_AND_TIME = formatter("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter EXACT = formatter("yyyy-MM-dd HH:mm:ss.SSS");

    /** The time of day, and the date if that is not today. */
    String at(Instant moment) {
        return (day(moment).equals(day(now)) ? TIME : DATE_AND_TIME).format(moment);
    }

    /** Date and time, to the millisecond. */
    static String exactly(Instant moment) {
        return EXACT.format(moment);
    }

    /** How long ago that was, in its two largest units. */
    String age(Instant moment) {
        var age = moment.isAfter(now) ? Duration.ZERO : Duration.between(moment, now);
        if (age.toDays() > 0) {
            return "%d d %d h".formatted(age.toDays(), age.toHoursPart());
        }
        if (age.toHours() > 0) {
            return "%d h %d min".formatted(age.toHours(), age.toMinutesPart());
        }
        return age.toMinutes() > 0
                ? "%d min %d s".formatted(age.toMinutes(), age.toSecondsPart())
                : "%d s".formatted(age.toSeconds());
    }

    private static LocalDate day(Instant moment) {
        return moment.atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern).withZone(ZoneOffset.UTC);
    }
}
