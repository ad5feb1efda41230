package dev.ordersaga.operations;

import dev.ordersaga.port.Message;
import dev.ordersaga.saga.Notice;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Messages in a few words, for people. */
final class Headlines {

    private static final int LENGTH_MAX = 160;

    private Headlines() {}

    /** An event in one line. */
    static String event(String topic, Instant publishedAt, Message message) {
        try {
            var notice = Notice.of(message);
            return line(
                    topic,
                    publishedAt,
                    Stream.of(
                            Optional.of(notice.uuid()),
                            Optional.ofNullable(message.attributes().get("type")),
                            notice.reason(),
                            notice.detail()));
        } catch (Notice.UnreadableException e) {
            return line(topic, publishedAt, Stream.of(Optional.of(e.getMessage()), Optional.of(message.text())));
        }
    }

    /** A dead letter in one line. */
    static String event(String topic, DeadLetter letter) {
        return line(
                topic,
                letter.publishedAt(),
                Stream.of(
                        letter.uuid(),
                        letter.step(),
                        Optional.of(letter.reason()),
                        Optional.of(letter.message().text())));
    }

    /** A dead letter in four lines. */
    static String entry(DeadLetter letter) {
        var attributes = letter.message().attributes();
        return """
                %s
                  topic %s, subscription %s, step %s, attempt %s
                  reason: %s
                  data: %s""".formatted(
                        name(letter),
                        word(letter.origin().or(() -> Optional.ofNullable(attributes.get("topic")))),
                        word(letter.subscription()),
                        word(letter.step()),
                        word(letter.attempt()),
                        Printable.of(letter.reason(), LENGTH_MAX),
                        Printable.of(letter.message().text(), LENGTH_MAX));
    }

    /** Which dead letter it is. */
    static String name(DeadLetter letter) {
        return "%s  %s  uuid %s".formatted(letter.id(), time(letter.publishedAt()), word(letter.uuid()));
    }

    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private static String line(String topic, Instant publishedAt, Stream<Optional<String>> words) {
        return "%s  %-17s  ".formatted(time(publishedAt), topic)
                + words.flatMap(Optional::stream)
                        .map(word -> Printable.of(word, LENGTH_MAX))
                        .collect(Collectors.joining("  "));
    }

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static String word(Optional<String> text) {
        return text.map(word -> Printable.of(word, LENGTH_MAX))
                .filter(word -> !word.isEmpty())
                .orElse("-");
    }
}
