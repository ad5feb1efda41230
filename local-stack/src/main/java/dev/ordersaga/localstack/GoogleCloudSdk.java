package dev.ordersaga.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Google Cloud SDK on this disk: where its emulators are. An installation may well have none. */
record GoogleCloudSdk(Supplier<Stream<Path>> roots) {
    private static final Pattern PUBSUB_JAR = Pattern.compile("cloud-pubsub-emulator-([0-9.]+)-all\\.jar");

    static GoogleCloudSdk onThisMachine(Map<String, String> environment, Path userHome) {
        return new GoogleCloudSdk(() -> Stream.<Supplier<Stream<Path>>>of(
                        () -> usualPlaces(environment, userHome).stream(), GoogleCloudSdk::askGcloud)
                .flatMap(Supplier::get));
    }

    static List<Path> usualPlaces(Map<String, String> environment, Path userHome) {
        var configured = Stream.ofNullable(environment.get("CLOUDSDK_ROOT_DIR")).map(Path::of);
        var onPath = Executables.find("gcloud", environment.getOrDefault("PATH", "")).stream()
                .map(GoogleCloudSdk::rootOf);
        var known = Stream.of(
                Path.of("/usr/lib/google-cloud-sdk"),
                Path.of("/usr/share/google-cloud-sdk"),
                Path.of("/usr/local/google-cloud-sdk"),
                Path.of("/opt/google-cloud-sdk"),
                Path.of("/opt/homebrew/share/google-cloud-sdk"),
                Path.of("/snap/google-cloud-sdk/current"),
                Path.of("/snap/google-cloud-cli/current"),
                userHome.resolve("google-cloud-sdk"));
        return Stream.of(configured, onPath, known).flatMap(places -> places).toList();
    }

    private static Path rootOf(Path gcloud) {
        try {
            return gcloud.toRealPath().resolve("../..").normalize();
        } catch (IOException e) {
            return gcloud.resolve("../..").normalize();
        }
    }

    /** The last resort: it takes more than a second. */
    private static Stream<Path> askGcloud() {
        return Executables.run("gcloud", "info", "--format=value(installation.sdk_root)").map(Path::of).stream();
    }

    Optional<Path> emulatorJar(EmulatorKind kind) {
        return roots.get().flatMap(root -> jarIn(root, kind).stream()).findFirst();
    }

    private static Optional<Path> jarIn(Path root, EmulatorKind kind) {
        return switch (kind) {
            case PUBSUB -> newestIn(root.resolve("platform/pubsub-emulator/lib"));
            case FIRESTORE ->
                Optional.of(root.resolve("platform/cloud-firestore-emulator/cloud-firestore-emulator.jar"))
                        .filter(Files::isReadable);
        };
    }

    private static Optional<Path> newestIn(Path lib) {
        if (!Files.isDirectory(lib)) {
            return Optional.empty();
        }
        try (var files = Files.list(lib)) {
            return files.filter(file -> pubsubVersion(file).isPresent())
                    .max(Comparator.comparing(file -> pubsubVersion(file).orElseThrow()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static Optional<Version> pubsubVersion(Path jar) {
        var matcher = PUBSUB_JAR.matcher(jar.getFileName().toString());
        return matcher.matches() ? Optional.of(Version.parse(matcher.group(1))) : Optional.empty();
    }
}
