package dev.ordersaga.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A program with emulators of its own that never ends. */
final class StartEmulators {
    private StartEmulators() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var runDir = Path.of(arguments[0]);
        try (var emulators = Emulators.tethered(runDir)) {
            var draft = Files.writeString(
                    runDir.resolve("draft"), emulators.pubsubHost() + " " + emulators.firestoreHost());
            Files.move(draft, runDir.resolve("answering"));
            new CountDownLatch(1).await();
        }
    }
}
