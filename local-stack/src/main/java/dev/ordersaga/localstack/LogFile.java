package dev.ordersaga.localstack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Collectors;

/** What a process wrote to its standard output and error, over all its starts. */
record LogFile(Path path) {
    private static final long BYTES_MAX = 10 << 20;
    private static final int TAIL_BYTES_MAX = 64 << 10;
    private static final int TAIL_LINES = 20;

    /** Sets a file aside that has grown large; the one set aside before is forgotten. */
    void roll() {
        try {
            if (Files.exists(path) && Files.size(path) > BYTES_MAX) {
                Files.move(path, path.resolveSibling(path.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String tail() {
        if (!Files.exists(path)) {
            return "(no log)";
        }
        try (var file = new RandomAccessFile(path.toFile(), "r")) {
            file.seek(Math.max(0, file.length() - TAIL_BYTES_MAX));
            var bytes = new byte[(int) (file.length() - file.getFilePointer())];
            file.readFully(bytes);
            var lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return lines.stream()
                    .skip(Math.max(0, lines.size() - TAIL_LINES))
                    .collect(Collectors.joining("\n  | ", "  | ", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
