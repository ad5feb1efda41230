package dev.ordersaga.localstack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What a {@link LocalStack} consists of and where it runs.
 *
 * @param runDir keeps pid files and logs
 * @param emulators none for a real project
 * @param provision java's arguments for the program that makes topics and seed data; empty for none
 */
public record StackConfig(
        Path runDir,
        String projectId,
        Lifetime lifetime,
        Supplier<Optional<Emulators>> emulators,
        List<String> provision,
        List<Instance> instances) {

    private static final String PROJECT_DEFAULT = "ordersaga-local";

    /**
     * One process of a service.
     *
     * @param jvmFlags what java is told besides
     */
    record Instance(Service service, String name, int port, Map<String, String> environment, List<String> jvmFlags) {
        Instance(Service service, String name, int port) {
            this(service, name, port, Map.of(), List.of());
        }

        Instance with(Map<String, String> more) {
            var all = new HashMap<>(environment);
            all.putAll(more);
            return new Instance(service, name, port, Map.copyOf(all), jvmFlags);
        }

        Instance with(List<String> flags) {
            return new Instance(service, name, port, environment, flags);
        }

        Instance another(String itsName, int itsPort) {
            return new Instance(service, itsName, itsPort, environment, jvmFlags);
        }
    }

    /** All services on free ports beside the emulators of {@link Emulators#forTests()}, in a project of its own. */
    public static StackConfig forTests(Path runDir) {
        var home = Home.find();
        return forTests(runDir, Service.all(home), Service.quarkusProgram(home, "data-init"));
    }

    static StackConfig forTests(Path runDir, List<Service> services, List<String> provision) {
        return new StackConfig(
                runDir.toAbsolutePath(),
                "test-" + UUID.randomUUID().toString().substring(0, 8),
                Lifetime.TETHERED,
                () -> Optional.of(Emulators.forTests()),
                provision,
                services.stream().map(StackConfig::onFreePort).toList());
    }

    private static Instance onFreePort(Service service) {
        return new Instance(service, service.name(), Ports.free());
    }

    /** What the person at the terminal asks for with environment variables. */
    static StackConfig fromEnvironment(Path home, Map<String, String> environment) {
        var runDir = home.resolve(".run");
        return new StackConfig(
                runDir,
                read(environment, "PROJECT_ID").orElse(PROJECT_DEFAULT),
                Lifetime.DETACHED,
                isRealProject(environment)
                        ? Optional::empty
                        : () -> Optional.of(Emulators.detached(environment, runDir)),
                Service.quarkusProgram(home, "data-init"),
                Service.all(home).stream()
                        .map(service -> onItsPort(service, environment))
                        .toList());
    }

    /** The same, but that emulators which run already are taken where they are, unless it is said where they are. */
    static StackConfig asRunning(Path home, Map<String, String> environment) {
        var found = new HashMap<>(environment);
        for (var kind : EmulatorKind.values()) {
            SdkEmulator.portOf(kind, home.resolve(".run"))
                    .ifPresent(port -> found.putIfAbsent(kind.portVariable(), port));
        }
        return fromEnvironment(home, found);
    }

    /** Google's own services are used only when a project is named and no emulator is, nor where to take them from. */
    static boolean isRealProject(Map<String, String> environment) {
        return read(environment, "PROJECT_ID").isPresent()
                && read(environment, EmulatorKind.PUBSUB.hostVariable()).isEmpty()
                && read(environment, EmulatorKind.FIRESTORE.hostVariable()).isEmpty()
                && read(environment, EmulatorSources.VARIABLE).isEmpty();
    }

    private static Optional<String> read(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
    }

    private static Instance onItsPort(Service service, Map<String, String> environment) {
        var port = Ports.read(environment, service.portVariable(), service.portDefault());
        return new Instance(service, service.name(), port);
    }

    /** The same in another project. */
    public StackConfig withProjectId(String other) {
        return new StackConfig(runDir, other, lifetime, emulators, provision, instances);
    }

    /** The same beside other emulators, which the caller starts and closes. */
    public StackConfig withEmulators(Emulators others) {
        return new StackConfig(runDir, projectId, lifetime, () -> Optional.of(others), provision, instances);
    }

    /** The same with so many processes of a service: {@code x-service}, {@code x-service-2}, {@code x-service-3}. */
    public StackConfig withInstances(String service, int count) {
        var first = instance(service);
        var more = new ArrayList<>(instances);
        for (var number = 2; number <= count; number++) {
            more.add(first.another(service + "-" + number, Ports.free()));
        }
        return withInstances(more);
    }

    /** The same with more environment for one instance (or the first of a service that is not yet multiplied). */
    public StackConfig withEnvironment(String name, Map<String, String> more) {
        instance(name);
        return withInstances(instances.stream()
                .map(instance -> instance.name().equals(name) ? instance.with(more) : instance)
                .toList());
    }

    /** The same, but that java is told this besides for each service; of two words about the same the later one counts. */
    public StackConfig withJvmFlags(String... flags) {
        return withInstances(instances.stream()
                .map(instance -> instance.with(List.of(flags)))
                .toList());
    }

    private StackConfig withInstances(List<Instance> others) {
        return new StackConfig(runDir, projectId, lifetime, emulators, provision, List.copyOf(others));
    }

    private Instance instance(String name) {
        return instances.stream()
                .filter(instance -> instance.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new LocalStackException("There is no " + name));
    }
}
