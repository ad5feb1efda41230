package dev.ordersaga.localstack;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The whole system on one machine: emulators, topics, seed data, and the services as processes. */
public final class LocalStack implements AutoCloseable {
    private static final Duration READY_PATIENCE = Duration.ofSeconds(90);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);

    private final StackConfig config;
    private final World world;
    private final Consumer<String> report;
    private final Provisioning provisioning;
    private final List<ServiceProcess> services;

    /** Nothing runs yet, save the emulators that the configuration brings along. */
    public LocalStack(StackConfig config) {
        this(config, line -> {});
    }

    LocalStack(StackConfig config, Consumer<String> report) {
        this.config = config;
        this.report = report;
        this.world = new World(config.projectId(), config.emulators().get());
        this.provisioning = new Provisioning(config.provision(), config.runDir(), config.lifetime(), report);
        this.services = config.instances().stream()
                .map(instance -> new ServiceProcess(
                        instance, world, new JavaProcess(instance.name(), config.runDir(), config.lifetime())))
                .toList();
    }

    /** Starts whatever does not run, changes nothing else, and returns when every service is ready. */
    public void up() {
        prepare();
        services.stream()
                .filter(ServiceProcess::isOutdated)
                .forEach(service -> report.accept(
                        service.name() + " runs on, older than its build; for the new one: make down up"));
        services.stream().filter(service -> !service.process().isRunning()).forEach(this::start);
        Readiness.await(services, READY_PATIENCE);
    }

    /** Starts the emulators and makes topics and seed data as {@link #up} does, but starts no service. */
    public void prepare() {
        provisioning.checkBuilt();
        services.forEach(ServiceProcess::check);
        world.emulators().ifPresent(this::start);
        if (services.stream().noneMatch(service -> service.process().isRunning())) {
            provisioning.forget();
        }
        provisioning.runOnceFor(world);
    }

    /** Records the classes of every program, once for each build: all starts after it take little more than half. */
    public void recordClasses() {
        provisioning.recordClasses();
        services.stream().map(ServiceProcess::classes).distinct().toList().parallelStream()
                .forEach(classes -> classes.record(ServiceProcess.JVM_FLAGS));
    }

    private void start(Emulators emulators) {
        report.accept("Pub/Sub emulator at %s (%s)"
                .formatted(emulators.pubsubHost(), emulators.pubsub().origin()));
        report.accept("Firestore emulator at %s (%s)"
                .formatted(emulators.firestoreHost(), emulators.firestore().origin()));
        emulators.start();
    }

    private void start(ServiceProcess service) {
        report.accept("Starting " + service.name());
        service.start();
    }

    /** Starts one instance unless it runs, and does not wait for it. */
    public void start(String name) {
        service(name).start();
    }

    /** Sends one instance SIGTERM and returns when it is gone, after 15 seconds by force. */
    public void stop(String name) {
        var process = service(name).process();
        process.terminate();
        process.awaitEnd(STOP_PATIENCE);
    }

    /** Sends one instance SIGKILL and returns when it is gone. */
    public void kill(String name) {
        service(name).process().kill();
    }

    /** Sends one instance a signal by its short name, as in {@code STOP} and {@code CONT}. */
    public void signal(String name, String signal) {
        Executables.run("kill", "-" + signal, Long.toString(pid(name)))
                .orElseThrow(() -> new LocalStackException("Cannot send " + signal + " to " + name));
    }

    /** Returns when the instance is ready; throws when it dies or takes longer. */
    public void awaitReady(String name, Duration patience) {
        Readiness.await(List.of(service(name)), patience);
    }

    /** Where one instance serves HTTP. */
    public URI baseUri(String name) {
        return service(name).baseUri();
    }

    /** The process id of one instance, which must run. */
    public long pid(String name) {
        return service(name)
                .process()
                .handle()
                .map(ProcessHandle::pid)
                .orElseThrow(() -> new LocalStackException(name + " does not run"));
    }

    /** Tells whether the process of one instance is alive, ready or not. */
    public boolean isRunning(String name) {
        return service(name).process().isRunning();
    }

    /** The resident memory of one instance in bytes; none where the system does not tell. */
    public OptionalLong rss(String name) {
        return ResidentMemory.of(pid(name));
    }

    /** The file with what one instance printed, over all its starts. */
    public Path log(String name) {
        return service(name).process().log().path();
    }

    /** The names of all instances. */
    public List<String> names() {
        return services.stream().map(ServiceProcess::name).toList();
    }

    /** The project everything runs in. */
    public String projectId() {
        return world.projectId();
    }

    /** The emulators, unless this is a real project. */
    public Optional<Emulators> emulators() {
        return world.emulators();
    }

    private ServiceProcess service(String name) {
        return services.stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new LocalStackException("There is no %s among %s"
                        .formatted(name, names().stream().collect(Collectors.joining(", ")))));
    }

    /** Stops whatever was started in the run directory. */
    @Override
    public void close() {
        new RunDir(config.runDir()).stopAll();
    }
}
