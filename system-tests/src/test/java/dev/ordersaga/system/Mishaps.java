package dev.ordersaga.system;

import dev.ordersaga.localstack.Emulators;
import dev.ordersaga.localstack.LocalStackException;
import dev.ordersaga.port.Message;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Two of every service beside emulators of their own, and all that can happen to them. */
final class Mishaps implements AutoCloseable {

    static final List<String> SERVICES =
            List.of("frontend-service", "order-service", "inventory-service", "payment-service", "janitor-service");

    /** The relay looks sooner, so that what a broker has forgotten is not waited for. */
    private static final Map<String, String> IMPATIENT =
            Map.of("ORDERSAGA_ENGINE_WAKE_AFTER", "5s", "ORDERSAGA_ENGINE_WAKE_PAUSE_MAX", "20s");

    private static final Duration ANSWER = Duration.ofSeconds(1);

    private final Emulators emulators;
    private final TcpProxy firestore;
    private final Shop shop;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Set<String> starting = new HashSet<>();
    private final Map<String, Integer> happened = new LinkedHashMap<>();

    private Mishaps(String name) {
        this.emulators = Emulators.tethered(Path.of("target", "stacks", name, "emulators"));
        this.firestore = TcpProxy.to(emulators.firestoreHost());
        this.shop = Shop.open(name, config -> {
            var both = config.withEmulators(emulators);
            for (var service : SERVICES) {
                both = both.withEnvironment(service, IMPATIENT)
                        .withEnvironment(service, Map.of("FIRESTORE_EMULATOR_HOST", firestore.host()))
                        .withInstances(service, 2);
            }
            return both;
        });
        Crowd.stock(shop);
    }

    static Mishaps open(String name) {
        return new Mishaps(name);
    }

    Shop shop() {
        return shop;
    }

    /** How often what has happened. */
    Map<String, Integer> happened() {
        return happened;
    }

    int kills() {
        return happened.getOrDefault("kill", 0);
    }

    private void count(String mishap) {
        happened.merge(mishap, 1, Integer::sum);
    }

    /** Those that have come up since they last died; one that is frozen has. */
    List<String> up() {
        starting.removeIf(this::answers);
        var up = new ArrayList<>(shop.stack().names());
        up.removeAll(starting);
        return up;
    }

    private boolean answers(String instance) {
        try {
            var live = shop.stack().baseUri(instance).resolve("/q/health/live");
            return http.send(HttpRequest.newBuilder(live).timeout(ANSWER).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    /** Kills one and starts it again, without waiting for it. */
    void kill(String instance) {
        count("kill");
        shop.stack().kill(instance);
        shop.stack().start(instance);
        starting.add(instance);
    }

    /** Asks one to end, and starts it again once it has. */
    void terminate(String instance) {
        count("terminate");
        shop.stack().stop(instance);
        shop.stack().start(instance);
    }

    /** Lets one stand still. */
    void freeze(String instance) {
        count("freeze");
        shop.stack().signal(instance, "STOP");
    }

    /** One that died meanwhile needs no thawing. */
    void thaw(String instance) {
        try {
            shop.stack().signal(instance, "CONT");
        } catch (LocalStackException gone) {
            shop.stack().start(instance);
        }
    }

    /** The broker dies and comes back without a memory; its topology is made again. */
    void forgetMessages() {
        count("broker forgets");
        emulators.pubsub().kill();
        emulators.pubsub().start();
        shop.provision();
    }

    void cutOffDatabase() {
        count("database away");
        firestore.cut();
    }

    void reconnectDatabase() {
        firestore.mend();
    }

    /** Says nonsense to everybody. */
    void poison() {
        count("poison");
        for (var topic : MemoryShop.CONSUMED) {
            shop.publish(topic, Message.of("{\"uuid\":", Map.of()));
            shop.publish(topic, Message.of("{\"uuid\":\"00000000-0000-4000-8000-000000000000\"}", Map.of()));
        }
    }

    /** All is well again: returns when everything runs and is ready. */
    void end(Duration patience) {
        reconnectDatabase();
        for (var instance : shop.stack().names()) {
            thaw(instance);
            shop.stack().start(instance);
        }
        shop.stack().names().forEach(instance -> shop.stack().awaitReady(instance, patience));
    }

    @Override
    public void close() {
        shop.close();
        firestore.close();
        emulators.close();
    }
}
