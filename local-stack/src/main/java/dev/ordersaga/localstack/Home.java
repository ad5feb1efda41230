package dev.ordersaga.localstack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The root of the repository. */
final class Home {
    private Home() {}

    static Path find() {
        return find(Path.of("").toAbsolutePath());
    }

    static Path find(Path start) {
        return Stream.iterate(start, directory -> directory != null, Path::getParent)
                .filter(directory -> Files.exists(directory.resolve("local-stack/pom.xml")))
                .findFirst()
                .orElseThrow(() -> new LocalStackException(start + " is not inside the Ordersaga repository"));
    }
}
