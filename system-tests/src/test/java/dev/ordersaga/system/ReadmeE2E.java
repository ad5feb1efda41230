package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.localstack.Ports;
import dev.ordersaga.system.Terminal.Running;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command of the README, one after the other as a reader types them, and what it says that they answer. */
class ReadmeE2E {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String FRONTEND = "http://127.0.0.1:8080";
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");
    private static final boolean GCLOUD = Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, "gcloud")));

    private final Readme readme = Readme.ofThisTree();
    private final Iterator<List<String>> fates = readme.rows()
            .filter(row -> row.get(0).matches("80 wotsits.*|the same.*|500000.*|for jimbo.*"))
            .iterator();
    private final int port = Ports.free();
    private final Map<String, Running> watches = new HashMap<>();
    private String exports = "";

    @TempDir
    Path tree;

    private Terminal terminal;

    /** The tree as it is built, linked into a directory of its own: what runs here is nobody else's. */
    @BeforeEach
    void clone_the_tree() throws IOException {
        try (var files = Files.list(Path.of("..").toRealPath())) {
            for (var file : files.toList()) {
                if (!List.of(".run", "target", ".env")
                        .contains(file.getFileName().toString())) {
                    Files.createSymbolicLink(tree.resolve(file.getFileName()), file);
                }
            }
        }
        Files.createFile(Files.createDirectory(tree.resolve("target")).resolve("built"));
        terminal = new Terminal(
                tree,
                Stream.of(
                                "ORDER",
                                "INVENTORY",
                                "PAYMENT",
                                "JANITOR",
                                "PUBSUB_EMULATOR",
                                "FIRESTORE_EMULATOR",
                                "FRONTEND")
                        .collect(Collectors.toMap(
                                name -> name + "_PORT",
                                name -> Integer.toString(name.equals("FRONTEND") ? port : Ports.free()))));
    }

    @AfterEach
    void leave_nothing() {
        watches.values().forEach(Running::end);
        terminal.run("make down");
    }

    @Test
    void each_command_does_what_the_readme_says() {
        readme.commands().forEach(this::type);

        assertThat(fates).as("rows of orders that were not placed").isExhausted();
        assertThat(terminal.run("make status")).doesNotContain("ready", "answers");
    }

    private void type(String command) {
        if (command.equals("make test")) {
            return; // It would run this.
        }
        if (command.startsWith("firebase deploy ")) {
            return; // It is for a real project.
        }
        if (command.startsWith("curl -i ")) {
            placeFirst(command);
        } else if (command.startsWith("curl ")) {
            place(command, fates.next());
        } else if (command.startsWith("make watch-")) {
            watch(command);
        } else if (command.equals("make demo")) {
            demonstrate(command);
        } else if (command.startsWith("eval ")) {
            export(command);
        } else if (command.startsWith("gcloud ")) {
            pull(command);
        } else {
            assertThat(terminal.run(command)).as(command).isNotBlank();
        }
    }

    private void placeFirst(String command) {
        var answer = terminal.run(here(command)).replace("\r", "");
        assertThat(alike(answer))
                .isEqualTo(alike(readme.blocks("").skip(1).findFirst().orElseThrow()));

        var said = readme.blocks("json").findFirst().orElseThrow();
        assertThat(JsonPath.from(alike(atRest(answer))).getMap("$"))
                .isEqualTo(JsonPath.from(alike(said)).getMap("$"));
    }

    private void place(String command, List<String> fate) {
        var order = JsonPath.from(atRest(terminal.run(here(command))));

        assertThat(List.of(
                        order.getString("status"),
                        Optional.ofNullable(order.getString("reason")).orElse(""),
                        order.getString("detail")))
                .isEqualTo(fate.subList(1, 4));
    }

    private String here(String command) {
        assertThat(command).contains(FRONTEND);
        return command.replace(FRONTEND, "http://127.0.0.1:" + port);
    }

    /** The order of this answer, as its customer sees it in the end. */
    private String atRest(String answer) {
        var uuid = UUID.matcher(answer);
        assertThat(uuid.find()).as(answer).isTrue();
        return await(answer)
                .atMost(PATIENCE)
                .until(
                        () -> RestAssured.get("http://127.0.0.1:%d/order/%s".formatted(port, uuid.group()))
                                .asString(),
                        order -> Flow.ORDERS.rests(Json.text(order, "status")));
    }

    /** The same text for any order at any time. */
    private static String alike(String text) {
        return TIME.matcher(UUID.matcher(text).replaceAll("some uuid"))
                .replaceAll("some time")
                .strip();
    }

    private void watch(String command) {
        var watching = terminal.start(command);
        watches.put(command, watching);
        await(command).atMost(PATIENCE).until(() -> watching.complained().contains("Ctrl-C ends it"));
    }

    private void demonstrate(String command) {
        terminal.run(command);
        assertThat(watches).containsOnlyKeys("make watch-success", "make watch-errors");
        await("what was watched").atMost(PATIENCE).untilAsserted(() -> {
            assertThat(watches.get("make watch-success").printed().lines())
                    .hasSize(2)
                    .allMatch(line -> line.contains("The order is complete"));
            assertThat(watches.get("make watch-errors").printed())
                    .contains("PAYMENT_ERROR", "INSUFFICIENT_INVENTORY", "UNKNOWN_USER")
                    .contains("There was nothing to undo.");
        });
        watches.values().forEach(Running::end);
    }

    /** Points the commands that follow to what this one prints. */
    private void export(String command) {
        assertThat(terminal.run(command + "; echo $CLOUDSDK_API_ENDPOINT_OVERRIDES_PUBSUB"))
                .startsWith("http://127.0.0.1:");
        exports = command + "\n";
    }

    private void pull(String command) {
        if (GCLOUD) {
            assertThat(terminal.run(exports + command)).contains("\"uuid\":");
        }
    }
}
