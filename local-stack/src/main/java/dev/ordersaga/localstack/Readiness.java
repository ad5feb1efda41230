package dev.ordersaga.localstack;

import java.time.Duration;
import java.util.List;

/** Waits until services are ready, but not for one that has died. */
final class Readiness {
    private Readiness() {}

    static void await(List<ServiceProcess> services, Duration patience) {
        if (Await.until(patience, () -> services.stream().allMatch(Readiness::isReadyOrThrow))) {
            return;
        }
        services.stream()
                .filter(service -> !service.isReady())
                .findFirst()
                .ifPresent(late -> fail(late, "is not ready after %d seconds".formatted(patience.toSeconds())));
    }

    private static boolean isReadyOrThrow(ServiceProcess service) {
        if (!service.process().isRunning()) {
            fail(service, "died");
        }
        return service.isReady();
    }

    private static void fail(ServiceProcess service, String what) {
        var log = service.process().log();
        throw new LocalStackException(
                "%s %s. The end of %s:%n%s".formatted(service.name(), what, log.path(), log.tail()));
    }
}
