package dev.ordersaga.localstack;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Where emulators may come from, in order of preference: the environment, the SDK on disk, Docker; or just what is told. */
record EmulatorSources(Map<String, String> environment, GoogleCloudSdk sdk, BooleanSupplier dockerIsAvailable) {
    /** Says {@code sdk} or {@code docker} when nothing else will do. */
    static final String VARIABLE = "EMULATORS";

    static EmulatorSources ofThisMachine(Map<String, String> environment) {
        var home = Path.of(System.getProperty("user.home"));
        return new EmulatorSources(
                environment, GoogleCloudSdk.onThisMachine(environment, home), DockerEmulator::isAvailable);
    }

    Emulator choose(EmulatorKind kind, int port, Path runDir, Lifetime lifetime) {
        var wanted = environment.getOrDefault(VARIABLE, "").strip();
        return switch (wanted) {
            case "" ->
                given(kind, port)
                        .or(() -> running(kind, port, runDir, lifetime))
                        .or(() -> sdk(kind, port, runDir, lifetime))
                        .or(() -> docker(kind, port, runDir, lifetime))
                        .orElseThrow(() -> new LocalStackException(nowhere(kind)));
            case "sdk" ->
                sdk(kind, port, runDir, lifetime)
                        .orElseThrow(() -> new LocalStackException(
                                "EMULATORS is sdk, but no Google Cloud SDK with a %s is installed"
                                        .formatted(kind.label())));
            case "docker" ->
                docker(kind, port, runDir, lifetime)
                        .orElseThrow(() -> new LocalStackException("EMULATORS is docker, but Docker does not answer"));
            default ->
                throw new LocalStackException("EMULATORS must be sdk or docker, or not be set, and is " + wanted);
        };
    }

    /** A host that is silent and just where we would start one is ours: {@code make gcloud-env} has told it. */
    private Optional<Emulator> given(EmulatorKind kind, int port) {
        return Optional.ofNullable(environment.get(kind.hostVariable()))
                .filter(host -> !host.isBlank())
                .<Emulator>map(host -> new GivenEmulator(kind, host.strip()))
                .filter(given -> !given.host().equals("127.0.0.1:" + port) || given.answers());
    }

    /** What was started as a container goes on as one. */
    private Optional<Emulator> running(EmulatorKind kind, int port, Path runDir, Lifetime lifetime) {
        return Optional.of(ContainerFile.of(kind, runDir))
                .filter(ContainerFile::exists)
                .flatMap(file -> docker(kind, port, runDir, lifetime));
    }

    private Optional<Emulator> sdk(EmulatorKind kind, int port, Path runDir, Lifetime lifetime) {
        var flags = Stream.of(
                        environment.getOrDefault(SdkEmulator.FLAGS_VARIABLE, "").split("\\s+"))
                .filter(flag -> !flag.isEmpty())
                .toList();
        return sdk.emulatorJar(kind).map(jar -> new SdkEmulator(kind, jar, flags, port, runDir, lifetime));
    }

    private Optional<Emulator> docker(EmulatorKind kind, int port, Path runDir, Lifetime lifetime) {
        var image = environment.getOrDefault(DockerEmulator.IMAGE_VARIABLE, DockerEmulator.IMAGE_DEFAULT);
        return dockerIsAvailable.getAsBoolean()
                ? Optional.of(new DockerEmulator(kind, image, port, runDir, lifetime))
                : Optional.empty();
    }

    private static String nowhere(EmulatorKind kind) {
        return """
                There is no %s here: %s is not set, no Google Cloud SDK with emulators is installed, and Docker \
                does not answer. One of these will do:
                  gcloud components install pubsub-emulator cloud-firestore-emulator
                  sudo apt-get install google-cloud-cli-pubsub-emulator google-cloud-cli-firestore-emulator
                  sudo apt-get install docker.io
                  export %s=HOST:PORT of one that runs elsewhere""".formatted(kind.label(), kind.hostVariable(), kind.hostVariable());
    }
}
