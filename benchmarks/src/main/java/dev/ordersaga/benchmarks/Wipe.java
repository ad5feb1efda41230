package dev.ordersaga.benchmarks;

import dev.ordersaga.localstack.Emulators;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** Has the Firestore emulator forget a project's documents: it keeps all it is given in memory, whoever is done with it. */
final class Wipe {

    private Wipe() {}

    static void project(Emulators emulators, String projectId) {
        var request = HttpRequest.newBuilder(
                        URI.create("http://%s/emulator/v1/projects/%s/databases/(default)/documents"
                                .formatted(emulators.firestoreHost(), projectId)))
                .DELETE()
                .build();
        try {
            var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("not wiped: " + answer.statusCode() + " " + answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
