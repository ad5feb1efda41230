package dev.ordersaga.memory;

import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.Message;
import dev.ordersaga.port.Topics;
import dev.ordersaga.port.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Something a process does, or that happens to it, at which the world may go wrong. */
public sealed interface Call {

    /** The name of the process. */
    String process();

    record Read(String process, Collection<DocumentPath> paths) implements Call {}

    record Commit(String process, List<Write> writes) implements Call {}

    record CommitEach(String process, List<Write> writes) implements Call {}

    record Due(String process, String collection, Set<Integer> buckets, Instant by, int limit) implements Call {}

    record Newest(String process, Documents.Newest wanted) implements Call {}

    record Count(String process, Documents.Count wanted) implements Call {}

    record Scan(String process, Documents.Scan scan) implements Call {}

    record Publish(String process, String topic, Message message) implements Call {}

    record ProvisionTopics(String process, List<String> topics) implements Call {}

    record Provision(String process, List<Topics.Subscription> subscriptions) implements Call {}

    record Remove(String process, List<String> subscriptions) implements Call {}

    record Seek(String process, List<String> subscriptions, Instant to) implements Call {}

    record Deliver(String process, String subscription, String id, Message message) implements Call {}

    record Ack(String process, String subscription, String id) implements Call {}

    record Nack(String process, String subscription, String id) implements Call {}

    record Timer(String process, Duration delay) implements Call {}
}
