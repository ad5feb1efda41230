package dev.ordersaga.simulation;

import dev.ordersaga.memory.Call;
import dev.ordersaga.memory.Fault;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Message;
import dev.ordersaga.port.Write;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Calls and faults in words, for a history. */
final class Words {

    private Words() {}

    static String of(Call call) {
        if (call instanceof Call.Read read) {
            return "read " + paths(read.paths());
        }
        if (call instanceof Call.Commit commit) {
            return "commit " + writes(commit.writes());
        }
        if (call instanceof Call.CommitEach notes) {
            return "marks " + writes(notes.writes());
        }
        if (call instanceof Call.Publish publish) {
            return "publish on " + publish.topic() + " " + of(publish.message());
        }
        if (call instanceof Call.Deliver deliver) {
            return "gets " + deliver.subscription() + " #" + deliver.id() + " " + of(deliver.message());
        }
        if (call instanceof Call.Ack ack) {
            return "ack " + ack.subscription() + " #" + ack.id();
        }
        if (call instanceof Call.Nack nack) {
            return "nack " + nack.subscription() + " #" + nack.id();
        }
        if (call instanceof Call.Due due) {
            return "look at buckets " + due.buckets();
        }
        return call instanceof Call.Timer timer ? "timer of " + timer.delay().toMillis() + " ms" : call.toString();
    }

    static String of(Fault fault) {
        var delay = fault.delay().isZero() ? "" : " late by " + fault.delay().toMillis() + " ms";
        return switch (fault.outcome()) {
            case WORKS -> delay.isEmpty() ? "" : " ✗" + delay;
            default -> " ✗ " + fault.outcome() + delay;
        };
    }

    private static String of(Message message) {
        var attributes = message.attributes();
        return attributes.containsKey("seq")
                ? "%s v%s %s".formatted(attributes.get("type"), attributes.get("seq"), attributes.get("uuid"))
                : message.text();
    }

    private static String writes(List<Write> writes) {
        return paths(writes.stream().map(Write::path).toList());
    }

    private static String paths(Collection<DocumentPath> paths) {
        return paths.stream().sorted().map(DocumentPath::value).collect(Collectors.joining(", "));
    }
}
