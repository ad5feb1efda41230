package dev.ordersaga.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DotenvFilesTest {
    private static final String EXAMPLE = """
            # The project.
            PROJECT_ID=ordersaga-local
            PUBSUB_EMULATOR_HOST=127.0.0.1:8085
            FIRESTORE_EMULATOR_HOST=127.0.0.1:8086
            PORT=8080
            TOPIC_ERROR=error
            #FRONTEND_PORT=8080
            """;

    private static final List<String> FOLDERS = List.of(
            "frontend-service",
            "order-service",
            "inventory-service",
            "payment-service",
            "janitor-service",
            "data-init",
            "operations");

    @TempDir
    Path home;

    @BeforeEach
    void make_a_repository() throws IOException {
        Files.writeString(home.resolve(".env.example"), EXAMPLE);
        for (var folder : FOLDERS) {
            Files.createDirectory(home.resolve(folder));
        }
    }

    private List<String> generate(Map<String, String> environment, boolean force) {
        return new DotenvFiles(home, StackConfig.fromEnvironment(home, environment)).generate(force);
    }

    private String dotenv(String folder) throws IOException {
        return Files.readString(home.resolve(folder).resolve(".env"));
    }

    @Test
    void each_folder_gets_the_example_with_a_port_of_its_own() throws IOException {
        var environment = Map.of(
                "PROJECT_ID",
                "p",
                "PUBSUB_EMULATOR_HOST",
                "h:1",
                "FIRESTORE_EMULATOR_HOST",
                "h:2",
                "ORDER_PORT",
                "9081");

        assertThat(generate(environment, false))
                .isEqualTo(
                        FOLDERS.stream().map(folder -> folder + "/.env is made").toList());

        assertThat(dotenv("order-service")).isEqualTo("""
                # The project.
                PROJECT_ID=p
                PUBSUB_EMULATOR_HOST=h:1
                FIRESTORE_EMULATOR_HOST=h:2
                PORT=9081
                TOPIC_ERROR=error
                #FRONTEND_PORT=8080
                """);
        assertThat(dotenv("janitor-service")).contains("\nPORT=8084\n");
        assertThat(dotenv("data-init")).contains("\n#PORT=8080\n");
    }

    @Test
    void for_a_real_project_there_are_no_emulators() {
        assertThat(DotenvFiles.text(EXAMPLE, new World("shop", Optional.empty()), OptionalInt.of(8081)))
                .isEqualTo("""
                # The project.
                PROJECT_ID=shop
                PUBSUB_EMULATOR_HOST=
                FIRESTORE_EMULATOR_HOST=
                PORT=8081
                TOPIC_ERROR=error
                #FRONTEND_PORT=8080
                """);
    }

    @Test
    void what_is_there_stays_unless_forced() throws IOException {
        Files.writeString(home.resolve("order-service/.env"), "MINE=1");

        assertThat(generate(Map.of("PROJECT_ID", "p"), false))
                .contains("order-service/.env stays as it is; FORCE=1 makes it anew", "data-init/.env is made");
        assertThat(dotenv("order-service")).isEqualTo("MINE=1");

        assertThat(generate(Map.of("PROJECT_ID", "p"), true)).contains("order-service/.env is made");
        assertThat(dotenv("order-service")).contains("PROJECT_ID=p");
    }
}
