package dev.ordersaga.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Puts {@link Tether} alone into a jar, so that a child gets nothing else of ours on its class path. */
final class TetherJar {
    private TetherJar() {}

    static Path writeTo(Path directory) {
        var jar = directory.resolve("tether.jar");
        var entry = Tether.class.getName().replace('.', '/') + ".class";
        try (var code = Tether.class.getClassLoader().getResourceAsStream(entry)) {
            var draft = Files.createTempFile(directory, "tether", ".tmp");
            try (var out = new JarOutputStream(Files.newOutputStream(draft), manifest())) {
                out.putNextEntry(new JarEntry(entry));
                code.transferTo(out);
            }
            return Files.move(draft, jar, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Manifest manifest() {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", Tether.class.getName());
        return manifest;
    }
}
