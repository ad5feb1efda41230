package dev.ordersaga.flow;

import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Topics.Subscription;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What topics, subscriptions and collections are called in this installation. {@code TOPIC_*}, {@code SUBSCRIPTION_*}
 * and {@code COLLECTION_*} rename them, each after the name it replaces: {@code TOPIC_ORDER_CREATED} renames
 * {@code order-created}, {@code SUBSCRIPTION_ORDER_CREATED} renames {@code order-created-sub}.
 */
public final class Names {

    private final Function<String, Optional<String>> environment;
    private final Map<String, String> found = new ConcurrentHashMap<>();

    /** Names by this lookup of variables, each looked up once; empty where one is not set. */
    public Names(Function<String, Optional<String>> environment) {
        this.environment = environment;
    }

    /** The names as designed. */
    public static Names standard() {
        return new Names(variable -> Optional.empty());
    }

    public String topic(String name) {
        return renamed("TOPIC_", name, name);
    }

    public String subscription(String name) {
        return renamed("SUBSCRIPTION_", name.replaceFirst("-sub$", ""), name);
    }

    public List<Subscription> subscriptions(Flow flow) {
        return flow.subscriptions().stream()
                .map(each -> new Subscription(
                        subscription(each.name()),
                        topic(each.topic()),
                        each.deadLetterTopic().map(this::topic)))
                .toList();
    }

    public String sagas() {
        return collection("sagas");
    }

    public DocumentPath saga(String uuid) {
        return DocumentPath.of(sagas(), uuid);
    }

    public DocumentPath user(String user) {
        return DocumentPath.of(collection("users"), user);
    }

    public DocumentPath order(String user, String uuid) {
        return DocumentPath.of(collection("users"), user, collection("orders"), uuid);
    }

    public DocumentPath stock(String item) {
        return DocumentPath.of(collection("inventory"), item);
    }

    public DocumentPath reservation(String item, String uuid) {
        return DocumentPath.of(collection("inventory"), item, collection("orders"), uuid);
    }

    public DocumentPath payment(String uuid) {
        return DocumentPath.of(collection("payments"), uuid);
    }

    public DocumentPath account(String user) {
        return DocumentPath.of(collection("accounts"), user);
    }

    /** What the collection of this name is called here. */
    public String collection(String name) {
        return renamed("COLLECTION_", name, name);
    }

    private String renamed(String prefix, String variable, String name) {
        return found.computeIfAbsent(
                prefix + name,
                asked -> environment
                        .apply(prefix + variable.toUpperCase(Locale.ROOT).replace('-', '_'))
                        .filter(value -> !value.isBlank())
                        .orElse(name));
    }
}
