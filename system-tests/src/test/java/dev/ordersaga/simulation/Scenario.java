package dev.ordersaga.simulation;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.port.Message;
import dev.ordersaga.saga.Order;
import dev.ordersaga.simulation.Act.Cancel;
import dev.ordersaga.simulation.Act.Place;
import dev.ordersaga.simulation.Act.Publish;
import dev.ordersaga.simulation.Act.Retry;
import dev.ordersaga.simulation.Act.Settle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;

/** What people do, and for how long things may go wrong meanwhile: all of it follows from the seed. */
final class Scenario {

    /** Marks messages that no service has published. */
    static final String BY_HAND = "by-hand";

    private static final int ORDERS_MAX = 7;

    private final SplittableRandom random;
    private final Duration rage;
    private final List<Act> acts = new ArrayList<>();

    private Scenario(long seed) {
        this.random = new SplittableRandom(seed);
        this.rage = rage();
    }

    static Scenario of(long seed) {
        var scenario = new Scenario(seed);
        scenario.invent();
        return scenario;
    }

    /** How long anything may happen. */
    Duration length() {
        return rage;
    }

    List<Act> acts() {
        return acts;
    }

    private Duration rage() {
        return Duration.ofMillis(random.nextInt(4) > 0 ? random.nextInt(500, 5_000) : random.nextInt(5_000, 12_000));
    }

    private void invent() {
        int orders = 1 + random.nextInt(ORDERS_MAX);
        for (int i = 0; i < orders; i++) {
            var place = place();
            acts.add(place);
            if (random.nextInt(100) < 30) {
                cancel(place);
            }
            if (random.nextInt(100) < 45) {
                settle(place);
            }
            if (random.nextInt(100) < 10) {
                acts.add(new Retry(later(place.at()), frontend(), place.order().uuid()));
            }
            if (random.nextInt(100) < 12) {
                acts.add(new Publish(
                        later(place.at()), Flow.ERROR_TOPIC, place.order().uuid(), report(place)));
            }
            while (random.nextInt(100) < 25) {
                acts.add(forged(later(place.at()), place.order().uuid()));
            }
        }
        if (random.nextInt(100) < 20) {
            acts.add(forged(later(Duration.ZERO), uuid()));
        }
        if (random.nextInt(100) < 10) {
            acts.add(new Cancel(later(Duration.ZERO), frontend(), uuid()));
        }
    }

    private Place place() {
        var user = Shop.CUSTOMERS.get(random.nextInt(Shop.CUSTOMERS.size()));
        var few = random.nextLong(1, 6);
        int kind = random.nextInt(100);
        if (kind < 55) {
            return place(order(user, Shop.PLENTY, few), "");
        }
        if (kind < 75) {
            return place(order(user, Shop.SCARCE, few), "?");
        }
        if (kind < 81) {
            return place(order(Shop.STRANGER, Shop.PLENTY, few), "UNKNOWN_USER");
        }
        if (kind < 87) {
            return place(order(user, Shop.UNHEARD_OF, few), "UNKNOWN_ITEM");
        }
        if (kind < 91) {
            return place(order(user, Shop.PLENTY, Shop.PLENTY_STOCKED + 1), "INSUFFICIENT_INVENTORY");
        }
        var failing = new Order(uuid(), user, Shop.PLENTY, few, Optional.of("\"no money\""), Map.of());
        return place(failing, "PAYMENT_ERROR");
    }

    private Place place(Order order, String fate) {
        return new Place(rage.multipliedBy(random.nextInt(80)).dividedBy(100), frontend(), order, fate);
    }

    private Order order(String user, String item, long quantity) {
        return new Order(uuid(), user, item, quantity);
    }

    private void cancel(Place place) {
        do {
            acts.add(new Cancel(later(place.at()), frontend(), place.order().uuid()));
        } while (random.nextInt(100) < 25);
    }

    /** Somebody may regret the order just then. */
    private void settle(Place place) {
        do {
            var at = later(place.at());
            acts.add(new Settle(at, frontend(), place.order().uuid()));
            if (random.nextInt(100) < 30) {
                acts.add(new Cancel(later(at), frontend(), place.order().uuid()));
            }
        } while (random.nextInt(100) < 50);
    }

    private Message report(Place place) {
        var reason = random.nextBoolean() ? ",\"reason\":\"BROKEN\",\"detail\":\"It broke.\"" : "";
        return byHand("{\"uuid\":\"%s\"%s}".formatted(place.order().uuid(), reason));
    }

    /** It names an order, and what it says of it is not true. */
    private Publish forged(Duration at, String uuid) {
        var topic = Shop.CONSUMED.get(random.nextInt(3));
        var text = "{\"uuid\":\"%s\",\"user\":\"jill\",\"item\":\"%s\",\"quantity\":6,\"price_per_unit\":1}";
        return new Publish(at, topic, uuid, byHand(text.formatted(uuid, Shop.PLENTY)));
    }

    private static Message byHand(String json) {
        return Message.of(json, Map.of(BY_HAND, "yes"));
    }

    /** Soon after, mostly: then there is most to be met. */
    private Duration later(Duration at) {
        var later = at.plusMillis(random.nextInt(100) < 70 ? random.nextInt(150) : random.nextInt(6_000));
        return later.compareTo(rage) < 0 ? later : rage;
    }

    private String frontend() {
        return random.nextBoolean() ? "frontend-service" : "frontend-service-2";
    }

    private String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
