package dev.ordersaga.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.gcloud.FirestoreEmulatorContainer;
import org.testcontainers.gcloud.PubSubEmulatorContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.TestcontainersConfiguration;

/** An emulator in a container. A detached one outlives this JVM, and another one removes it. */
final class DockerEmulator implements Emulator {
    static final String IMAGE_VARIABLE = "EMULATORS_IMAGE";
    static final String IMAGE_DEFAULT = "gcr.io/google.com/cloudsdktool/google-cloud-cli:568.0.0-emulators";

    private static final String GRPC_API = "/grpc-api.jar";

    /** As its image starts it, unless the emulator is one of those that need the right grpc in front. */
    private static final String PUBSUB_COMMAND =
            """
            lib=$(dirname "$(readlink -f "$(command -v gcloud)")")/../platform/pubsub-emulator/lib
            for patch in $(seq 0 %d); do
              jar=$lib/cloud-pubsub-emulator-0.8.$patch-all.jar
              if [ -f "$jar" ]; then
                exec java -cp %s:"$jar" com.google.cloud.pubsub.testing.v1.Main --host=0.0.0.0 --port=8085
              fi
            done
            exec gcloud beta emulators pubsub start --host-port 0.0.0.0:8085
            """.formatted(SdkEmulator.PUBSUB_MENDED.numbers().get(2) - 1, GRPC_API);

    private static final Duration START_PATIENCE = Duration.ofSeconds(60);

    private final EmulatorKind kind;
    private final String image;
    private final int port;
    private final Lifetime lifetime;
    private final ContainerFile file;
    private volatile Optional<ContainerTether> tether = Optional.empty();

    DockerEmulator(EmulatorKind kind, String image, int port, Path runDir, Lifetime lifetime) {
        this.kind = kind;
        this.image = image;
        this.port = port;
        this.lifetime = lifetime;
        this.file = ContainerFile.of(kind, runDir);
    }

    static boolean isAvailable() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @Override
    public String host() {
        return "127.0.0.1:" + port;
    }

    @Override
    public String origin() {
        return "Docker image " + image + ", which may have to be downloaded";
    }

    @Override
    public void start() {
        if (file.exists() && answers()) {
            return;
        }
        kill();
        PortHolder.refuseTaken(port, kind.label(), kind.portVariable());
        var container = container();
        try {
            container.start();
        } catch (ContainerLaunchException e) {
            throw new LocalStackException(
                    "The %s did not start from %s: %s"
                            .formatted(kind.label(), image, e.getCause() == null ? e : e.getCause()),
                    e);
        }
        file.write(container.getContainerId());
        if (lifetime == Lifetime.TETHERED) {
            tether = ContainerTether.to(container.getContainerId());
        }
        if (!Await.until(START_PATIENCE, this::answers)) {
            throw new LocalStackException("The %s in container %s does not answer at %s%n%s"
                    .formatted(kind.label(), container.getContainerId(), host(), container.getLogs()));
        }
    }

    GenericContainer<?> container() {
        var name = DockerImageName.parse(image);
        var container =
                switch (kind) {
                    case PUBSUB ->
                        new PubSubEmulatorContainer(name)
                                .withCopyToContainer(Transferable.of(grpcApi()), GRPC_API)
                                .withCommand("/bin/sh", "-c", PUBSUB_COMMAND);
                    case FIRESTORE -> new FirestoreEmulatorContainer(name);
                };
        var inner = container.getExposedPorts().get(0);
        container.setPortBindings(List.of("127.0.0.1:%d:%d".formatted(port, inner)));
        if (lifetime == Lifetime.DETACHED) {
            outlive(container);
        }
        return container;
    }

    private static byte[] grpcApi() {
        try (var resource = SdkEmulator.grpcApi()) {
            return resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A reusable container is the one kind that Testcontainers does not remove with the JVM; set for this JVM only. */
    private void outlive(GenericContainer<?> container) {
        TestcontainersConfiguration.getInstance()
                .getUserProperties()
                .setProperty("testcontainers.reuse.enable", "true");
        container.withLabel("dev.ordersaga.container", file.path().toString()).withReuse(true);
    }

    @Override
    public void stop() {
        kill();
    }

    @Override
    public void kill() {
        file.removeContainer();
        tether.ifPresent(ContainerTether::cut);
    }

    @Override
    public String incarnation() {
        return host() + file.read().map(id -> "#" + id).orElse("");
    }
}
