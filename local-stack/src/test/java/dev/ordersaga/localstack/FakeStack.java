package dev.ordersaga.localstack;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A stack of two fake services, and a program that brings one up for good and ends. */
final class FakeStack {
    private static final String CLASSES =
            FakeStack.class.getProtectionDomain().getCodeSource().getLocation().getPath();

    private FakeStack() {}

    static List<String> program(Class<?> main, String... arguments) {
        return Stream.concat(Stream.of("-cp", CLASSES, main.getName()), Stream.of(arguments))
                .toList();
    }

    static List<Service> services() {
        return List.of(
                new Service("frontend-service", "FRONTEND_PORT", 8080, program(FakeService.class)),
                new Service("order-service", "ORDER_PORT", 8081, program(FakeService.class)));
    }

    static Emulators emulators(String host) {
        return new Emulators(
                new GivenEmulator(EmulatorKind.PUBSUB, host), new GivenEmulator(EmulatorKind.FIRESTORE, host));
    }

    static StackConfig config(Path runDir, String emulatorHost) {
        return StackConfig.forTests(runDir, services(), program(FakeProvision.class, "0"))
                .withEmulators(emulators(emulatorHost));
    }

    static StackConfig detached(StackConfig config) {
        return new StackConfig(
                config.runDir(),
                config.projectId(),
                Lifetime.DETACHED,
                config.emulators(),
                config.provision(),
                config.instances());
    }

    @SuppressWarnings("resource")
    public static void main(String[] arguments) {
        new LocalStack(detached(config(Path.of(arguments[0]), arguments[1]))).up();
    }
}
