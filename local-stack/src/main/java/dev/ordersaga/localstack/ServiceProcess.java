package dev.ordersaga.localstack;

import dev.ordersaga.localstack.StackConfig.Instance;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One instance of a service as a process. */
final class ServiceProcess {
    /**
     * Five of these and two emulators share a laptop: a small heap, one thread to collect it, and the quick compiler
     * alone, which is also the sooner warm. Whoever is told the project need not ask Google's metadata server for it,
     * which would be a fifth of a start's work.
     */
    static final List<String> JVM_FLAGS = List.of(
            "-Xmx96m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:MaxMetaspaceSize=128m",
            "-XX:MaxDirectMemorySize=64m",
            "-Xss512k",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dquarkus.google.cloud.enable-metadata-server=false");

    private static final String SETTINGS = "-Dlocal-stack.settings=";

    private final Instance instance;
    private final World world;
    private final JavaProcess process;

    ServiceProcess(Instance instance, World world, JavaProcess process) {
        this.instance = instance;
        this.world = world;
        this.process = process;
    }

    String name() {
        return instance.name();
    }

    int port() {
        return instance.port();
    }

    JavaProcess process() {
        return process;
    }

    URI baseUri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    boolean isReady() {
        return isReady(baseUri().toString());
    }

    static boolean isReady(String baseUri) {
        return Http.get(baseUri + "/q/health/ready")
                .filter(response -> response.statusCode() == 200)
                .isPresent();
    }

    /** Refuses to go on when it cannot be started here, or runs with other settings than these. */
    void check() {
        var running = process.argument(SETTINGS);
        if (running.isEmpty()) {
            refuseUnbuilt(name(), instance.service().program());
            PortHolder.refuseTaken(port(), name(), instance.service().portVariable());
        } else if (!running.get().equals(settings())) {
            throw new LocalStackException("%s already runs with %s, which is not the %s asked for now. First: make down"
                    .formatted(name(), running.get(), settings()));
        }
    }

    /** Tells whether its jar is younger than the running process. */
    boolean isOutdated() {
        var program = instance.service().program();
        var built = Path.of(program.get(program.size() - 1)).toFile().lastModified();
        return process.handle()
                .flatMap(running -> running.info().startInstant())
                .filter(started -> started.toEpochMilli() < built)
                .isPresent();
    }

    static void refuseUnbuilt(String name, List<String> program) {
        if (program.get(0).equals("-jar") && !Files.isReadable(Path.of(program.get(1)))) {
            throw new LocalStackException(
                    "%s is not built: there is no %s. First: mvn -DskipTests package".formatted(name, program.get(1)));
        }
    }

    /** The port that a running process was started with, which may be another than asked for now. */
    static Optional<Integer> portOf(JavaProcess running) {
        return running.argument(SETTINGS + "port=").map(rest -> Integer.valueOf(rest.split(",")[0]));
    }

    private String settings() {
        return "port=" + port() + "," + world.describe();
    }

    ClassArchive classes() {
        return new ClassArchive(instance.service().program());
    }

    void start() {
        if (process.isRunning()) {
            return;
        }
        var arguments = new ArrayList<>(JVM_FLAGS);
        arguments.addAll(instance.jvmFlags());
        arguments.addAll(classes().flags());
        arguments.add(SETTINGS + settings());
        arguments.addAll(instance.service().program());
        var environment = new HashMap<>(world.environment());
        environment.putAll(
                Map.of("PORT", Integer.toString(port()), "QUARKUS_HTTP_HOST", "127.0.0.1", "MALLOC_ARENA_MAX", "2"));
        environment.putAll(instance.environment());
        process.start(arguments, environment);
    }
}
