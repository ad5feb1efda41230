package dev.ordersaga.localstack;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An emulator of the Google Cloud SDK, run with java directly: gcloud would add seconds and a process. */
final class SdkEmulator implements Emulator {
    /** Before this version the jar mixes two versions of grpc and never notices that a subscriber went away. */
    static final Version PUBSUB_MENDED = Version.parse("0.8.32");

    static final String PORT = "--port=";

    /** What java is told besides, separated by blanks. */
    static final String FLAGS_VARIABLE = "EMULATORS_JAVA_FLAGS";

    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);

    private final EmulatorKind kind;
    private final Path jar;
    private final List<String> flags;
    private final int port;
    private final JavaProcess process;

    SdkEmulator(EmulatorKind kind, Path jar, List<String> flags, int port, Path runDir, Lifetime lifetime) {
        this.kind = kind;
        this.jar = jar;
        this.flags = flags;
        this.port = port;
        this.process = new JavaProcess(kind.label(), runDir, lifetime);
    }

    /** The port of one that was started in a run directory and runs. */
    static Optional<String> portOf(EmulatorKind kind, Path runDir) {
        return new JavaProcess(kind.label(), runDir, Lifetime.DETACHED).argument(PORT);
    }

    @Override
    public String host() {
        return "127.0.0.1:" + port;
    }

    @Override
    public String origin() {
        return jar.toString();
    }

    @Override
    public void start() {
        var otherPort = process.argument(PORT).filter(running -> !running.equals(Integer.toString(port)));
        if (otherPort.isPresent()) {
            throw new LocalStackException(
                    "The %s already runs on port %s, which is not the %d asked for now. First: make down"
                            .formatted(kind.label(), otherPort.get(), port));
        }
        if (!process.isRunning()) {
            PortHolder.refuseTaken(port, kind.label(), kind.portVariable());
            process.start(arguments(), Map.of());
        }
        if (!Await.until(START_PATIENCE, () -> answers() || !process.isRunning()) || !process.isRunning()) {
            throw new LocalStackException("The %s did not start on port %d. The end of %s:%n%s"
                    .formatted(
                            kind.label(),
                            port,
                            process.log().path(),
                            process.log().tail()));
        }
    }

    List<String> arguments() {
        var arguments = new ArrayList<>(flags);
        arguments.addAll(List.of("-Duser.language=en", "-cp"));
        switch (kind) {
            case PUBSUB -> arguments.addAll(List.of(pubsubClassPath(), "com.google.cloud.pubsub.testing.v1.Main"));
            case FIRESTORE ->
                arguments.addAll(
                        List.of(jar.toString(), "com.google.cloud.datastore.emulator.firestore.CloudFirestore"));
        }
        arguments.addAll(List.of("--host=127.0.0.1", PORT + port));
        return arguments;
    }

    private String pubsubClassPath() {
        return needsGrpcApi(jar) ? copyOfGrpcApi() + File.pathSeparator + jar : jar.toString();
    }

    static boolean needsGrpcApi(Path jar) {
        return GoogleCloudSdk.pubsubVersion(jar)
                .filter(version -> version.compareTo(PUBSUB_MENDED) < 0)
                .isPresent();
    }

    /** What goes in front of an emulator that needs it. */
    static InputStream grpcApi() {
        return SdkEmulator.class.getResourceAsStream("/emulator/grpc-api.jar");
    }

    private Path copyOfGrpcApi() {
        var copy = process.runDir().resolve("grpc-api.jar");
        try (var resource = grpcApi()) {
            Files.copy(resource, copy, StandardCopyOption.REPLACE_EXISTING);
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        process.terminate();
        process.awaitEnd(STOP_PATIENCE);
    }

    @Override
    public void kill() {
        process.kill();
    }

    @Override
    public String incarnation() {
        return host() + process.handle().map(handle -> "#" + handle.pid()).orElse("");
    }
}
