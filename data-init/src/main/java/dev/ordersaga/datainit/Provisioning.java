package dev.ordersaga.datainit;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Names;
import dev.ordersaga.port.Topics;
import dev.ordersaga.port.Topics.Subscription;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/** Makes the topics and subscriptions that the flow needs. */
@ApplicationScoped
class Provisioning {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<Subscription> subscriptions;
    private final Topics topics;

    Provisioning(Names names, Topics topics) {
        this.subscriptions = names.subscriptions(Flow.ORDERS);
        this.topics = topics;
    }

    void topics(PrintWriter out) {
        var wanted = subscriptions.stream().map(Subscription::topic).distinct().toList();
        topics.provisionTopics(wanted).await().atMost(PATIENCE);
        out.printf("%d topics are there%n", wanted.size());
    }

    void subscriptions(PrintWriter out) {
        topics.provision(subscriptions).await().atMost(PATIENCE);
        out.printf("%d subscriptions and their topics are there%n", subscriptions.size());
    }
}
