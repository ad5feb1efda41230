package dev.ordersaga.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Names;
import dev.ordersaga.google.Target;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.Message;
import dev.ordersaga.port.Topics;
import dev.ordersaga.testing.EmulatorsResource;
import dev.ordersaga.testing.Shop;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process, because only that can be ended from outside. */
@QuarkusTest
@WithTestResource(value = EmulatorsResource.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class WatchIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Path PROGRAM =
            Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath();

    @Inject
    Names names;

    @Inject
    Documents documents;

    @Inject
    Topics topics;

    @Inject
    Target target;

    @TempDir
    Path directory;

    private Shop shop;
    private Process process;

    @BeforeEach
    void open() {
        shop = Shop.open(names, documents, topics);
    }

    @AfterEach
    void close() {
        process.destroyForcibly();
        shop.close();
    }

    private void watch(String what) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(
                        java, "-Xmx128m", "-XX:TieredStopAtLevel=1", "-jar", PROGRAM.toString(), "watch", what)
                .directory(directory.toFile())
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile());
        builder.environment()
                .putAll(Map.of(
                        "PROJECT_ID", target.projectId(),
                        "PUBSUB_EMULATOR_HOST", target.pubsubEmulator().orElseThrow(),
                        "FIRESTORE_EMULATOR_HOST", target.firestoreEmulator().orElseThrow()));
        process = builder.start();
        await("watching").atMost(PATIENCE).until(() -> printed("err").contains("Ctrl-C ends it"));
    }

    private String printed(String file) {
        try {
            return Files.readString(directory.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String subscriptions() throws Exception {
        var uri = "http://%s/v1/projects/%s/subscriptions?pageSize=100"
                .formatted(target.pubsubEmulator().orElseThrow(), target.projectId());
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.ofString())
                .body();
    }

    /** By SIGTERM, which ends it as Ctrl-C does; SIGINT is ignored by all that a shell starts in the background. */
    private void end() throws Exception {
        process.destroy();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void successes_are_shown_live_stolen_from_nobody_and_its_end_leaves_nothing_behind() throws Exception {
        var uuid = Shop.unique();
        shop.publish("payment-created", "{\"uuid\":\"%s\",\"detail\":\"before\"}".formatted(uuid));
        watch("success");
        assertThat(subscriptions()).contains("watch-payment-created-");

        shop.publish(
                "payment-created",
                Message.of(
                        "{\"uuid\":\"%s\",\"detail\":\"The order is complete.\"}".formatted(uuid),
                        Map.of("type", "PAYMENT_CREATED")));

        await("a line").atMost(PATIENCE).until(() -> printed("out").contains(uuid));
        assertThat(printed("out"))
                .matches("\\S+Z  payment-created    " + uuid + "  PAYMENT_CREATED  The order is complete\\.\n");
        shop.listen("payment-created-sub").atLeast(2, uuid);

        end();
        assertThat(subscriptions()).contains("payment-created-sub").doesNotContain("watch-");
        assertThat(printed("err")).isEqualTo("Watching payment-created; Ctrl-C ends it\n");
    }

    @Test
    void errors_are_failures_what_was_undone_and_dead_letters() throws Exception {
        watch("errors");
        var uuid = Shop.unique();
        for (var topic :
                new String[] {Flow.ERROR_TOPIC, Flow.COMPENSATED_TOPIC, Flow.DEAD_LETTER_TOPIC, "payment-created"}) {
            shop.publish(topic, "{\"uuid\":\"" + uuid + "\"}");
        }

        await("three lines").atMost(PATIENCE).until(() -> printed("out").lines().count() == 3);
        assertThat(printed("out")).contains("  error  ", "  order-compensated  ", "  dead-letter  ");

        process.destroy();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(subscriptions()).doesNotContain("watch-");
    }
}
