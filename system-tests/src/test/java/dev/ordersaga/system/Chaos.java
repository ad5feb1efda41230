package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.saga.Saga;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two of everything under load, and something going wrong every few seconds; only on demand: {@code make chaos}. */
class Chaos {

    private static final Duration TIME = Duration.ofMinutes(Integer.getInteger("chaos.minutes", 10));
    private static final long SEED = Long.getLong("chaos.seed", System.nanoTime());

    private static final int ORDERS_PER_SECOND = 10;
    private static final Duration BETWEEN_MISHAPS = Duration.ofSeconds(4);
    private static final int STARTING_MAX = 4;
    private static final Duration FROZEN = Duration.ofSeconds(15);
    private static final Duration AWAY = Duration.ofSeconds(10);
    private static final Duration READY = Duration.ofSeconds(120);

    /** After the last mishap. */
    private static final Duration AT_REST = Duration.ofSeconds(60);

    private static Mishaps mishaps;

    private final Random random = new Random(SEED);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private boolean away;

    @BeforeAll
    static void open() {
        mishaps = Mishaps.open("chaos");
    }

    @AfterAll
    static void close() {
        mishaps.close();
    }

    @Test
    void whatever_goes_wrong_every_order_comes_to_rest_as_it_must() {
        System.out.printf("seed %d, %d minutes%n", SEED, TIME.toMinutes());
        var crowd = Crowd.letIn(mishaps.shop(), ORDERS_PER_SECOND);
        try (crowd) {
            goWrong(crowd);
        }
        var calm = Instant.now();
        mishaps.end(READY);
        assertThat(violations(crowd, calm)).isEmpty();
    }

    /** One mishap after another until the time is up and all of them have ended. */
    private void goWrong(Crowd crowd) {
        var next = clock.scheduleAtFixedRate(
                () -> happen(crowd), BETWEEN_MISHAPS.toMillis(), BETWEEN_MISHAPS.toMillis(), TimeUnit.MILLISECONDS);
        var end = Instant.now().plus(TIME);
        await().atMost(TIME.plusMinutes(1))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> next.isDone() || Instant.now().isAfter(end));
        assertThat(next.isDone()).as("mishaps have stopped").isFalse();
        clock.shutdown();
        await().atMost(READY).until(clock::isTerminated);
    }

    private void happen(Crowd crowd) {
        try {
            goWrongOnce();
        } catch (RuntimeException e) {
            e.printStackTrace();
            throw e;
        }
        System.out.printf("%s %s; %s%n", Instant.now(), mishaps.happened(), crowd.told());
    }

    /** It is about dying, not about starting: on a machine where that takes long, what could die next waits for it. */
    private void goWrongOnce() {
        var up = mishaps.up();
        if (mishaps.shop().stack().names().size() - up.size() >= STARTING_MAX) {
            return;
        }
        var instance = up.get(random.nextInt(up.size()));
        int chance = random.nextInt(100);
        if (chance < 84) {
            mishaps.kill(instance);
        } else if (chance < 90) {
            mishaps.freeze(instance);
            later(FROZEN, () -> mishaps.thaw(instance));
        } else if (chance < 94 && !away) {
            away = true;
            mishaps.cutOffDatabase();
            later(AWAY, this::reconnect);
        } else if (chance < 96) {
            mishaps.forgetMessages();
        } else if (chance < 98) {
            mishaps.terminate(instance);
        } else {
            mishaps.poison();
        }
    }

    private void reconnect() {
        mishaps.reconnectDatabase();
        away = false;
    }

    private void later(Duration pause, Runnable ending) {
        clock.schedule(ending, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static List<String> violations(Crowd crowd, Instant calm) {
        var shop = mishaps.shop();
        var violations = new ArrayList<String>();
        try {
            await().atMost(AT_REST).pollInterval(Duration.ofSeconds(1)).until(shop::isAtRest);
        } catch (ConditionTimeoutException e) {
            violations.add("not all orders are at rest");
        }
        var atRest = Duration.between(calm, Instant.now());
        var sagas = shop.sagas().stream()
                .collect(Collectors.toMap(saga -> saga.order().uuid(), Function.identity()));
        violations.addAll(crowd.wrong(sagas));
        shop.violations().forEach(violation -> violations.add(violation.toString()));
        System.out.printf("%d kills of %s%n%s%n", mishaps.kills(), mishaps.happened(), crowd.told());
        System.out.printf("at rest %d s after the last mishap: %s%n", atRest.toSeconds(), fates(sagas));
        System.out.printf("%d violations%n", violations.size());
        violations.forEach(System.out::println);
        return violations;
    }

    private static Map<String, Long> fates(Map<String, Saga> sagas) {
        return sagas.values().stream()
                .collect(Collectors.groupingBy(
                        saga -> saga.is(Flow.COMPENSATED) ? saga.reason().orElse("") : saga.status(),
                        TreeMap::new,
                        Collectors.counting()));
    }
}
