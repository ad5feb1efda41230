package dev.ordersaga.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackIT {
    private static final String FRONTEND = "frontend-service";
    private static final String ORDER = "order-service";

    @TempDir
    Path runDir;

    private HttpServer emulator;
    private String emulatorHost;

    @BeforeEach
    void start_something_that_answers_like_an_emulator() throws IOException {
        emulator = FakeService.serve(0, Map.of("/", new FakeService.Answer(200, "Ok")));
        emulatorHost = "127.0.0.1:" + emulator.getAddress().getPort();
    }

    @AfterEach
    void leave_nothing() {
        emulator.stop(0);
        new RunDir(runDir).stopAll();
    }

    private StackConfig config() {
        return FakeStack.config(runDir, emulatorHost);
    }

    @Test
    void up_returns_when_all_are_ready_and_know_their_world() {
        var config = config().withEnvironment(ORDER, Map.of("COLLECTION_ORDERS", "others"));
        try (var stack = new LocalStack(config)) {
            stack.up();

            assertThat(environmentOf(stack, ORDER))
                    .contains("PORT=" + stack.baseUri(ORDER).getPort())
                    .contains("PROJECT_ID=" + config.projectId())
                    .contains("PUBSUB_EMULATOR_HOST=" + emulatorHost)
                    .contains("FIRESTORE_EMULATOR_HOST=" + emulatorHost)
                    .contains("QUARKUS_HTTP_HOST=127.0.0.1")
                    .contains("COLLECTION_ORDERS=others");
            assertThat(environmentOf(stack, FRONTEND)).doesNotContain("COLLECTION_ORDERS=others");
            assertThat(stack.rss(FRONTEND).orElseThrow()).isGreaterThan(10L << 20);
        }
    }

    @Test
    void prepare_provisions_and_starts_no_service() {
        try (var stack = new LocalStack(config())) {
            stack.prepare();

            assertThat(runDir.resolve("data-init.log")).hasContent("provisioned " + stack.projectId());
            assertThat(stack.names()).noneMatch(stack::isRunning);
        }
    }

    private static String environmentOf(LocalStack stack, String name) {
        return Http.get(stack.baseUri(name) + "/environment").orElseThrow().body();
    }

    @Test
    void up_again_starts_what_has_died_and_changes_nothing_else() throws IOException {
        try (var stack = new LocalStack(config())) {
            stack.up();
            var frontend = stack.pid(FRONTEND);
            var order = stack.pid(ORDER);

            stack.up();
            assertThat(stack.pid(FRONTEND)).isEqualTo(frontend);
            assertThat(stack.pid(ORDER)).isEqualTo(order);

            stack.kill(ORDER);
            stack.up();
            assertThat(stack.pid(FRONTEND)).isEqualTo(frontend);
            assertThat(stack.pid(ORDER)).isNotEqualTo(order);
            assertThat(runDir.resolve("data-init.log")).hasContent("provisioned " + stack.projectId());
        }
    }

    @Test
    void a_taken_port_is_named_with_its_variable_and_its_holder() throws IOException {
        try (var stack = new LocalStack(config());
                var socket = new ServerSocket(stack.baseUri(ORDER).getPort(), 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(stack::up)
                    .isInstanceOf(LocalStackException.class)
                    .hasMessageContaining("Port " + socket.getLocalPort() + " for order-service is taken")
                    .hasMessageContaining("ORDER_PORT=")
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
            assertThat(stack.isRunning(FRONTEND)).isFalse();
        }
    }

    @Test
    void a_service_that_dies_is_told_with_the_end_of_its_log() {
        try (var stack = new LocalStack(config().withEnvironment(ORDER, Map.of("FAKE", "dies")))) {
            assertThatThrownBy(stack::up)
                    .isInstanceOf(LocalStackException.class)
                    .hasMessageStartingWith("order-service died")
                    .hasMessageEndingWith("| no can do");
        }
    }

    @Test
    void a_service_that_is_never_ready_is_told() {
        try (var stack = new LocalStack(config().withEnvironment(ORDER, Map.of("FAKE", "never ready")))) {
            stack.start(ORDER);
            assertThatThrownBy(() -> stack.awaitReady(ORDER, Duration.ofSeconds(1)))
                    .isInstanceOf(LocalStackException.class)
                    .hasMessageContaining("order-service is not ready after 1 seconds");
        }
    }

    @Test
    void a_provisioning_that_fails_starts_no_service() {
        var config = StackConfig.forTests(runDir, FakeStack.services(), FakeStack.program(FakeProvision.class, "7"))
                .withEmulators(FakeStack.emulators(emulatorHost));
        try (var stack = new LocalStack(config)) {
            assertThatThrownBy(stack::up)
                    .hasMessageStartingWith("data-init ended with exit code 7")
                    .hasMessageContaining("| provisioned " + stack.projectId());
            assertThat(stack.names()).noneMatch(stack::isRunning);
        }
    }

    @Test
    void what_is_not_built_is_told_before_anything_starts() {
        var unbuilt = List.of(new Service(ORDER, "ORDER_PORT", 8081, List.of("-jar", "target/none.jar")));
        var config = StackConfig.forTests(runDir, unbuilt, List.of()).withEmulators(FakeStack.emulators(emulatorHost));
        try (var stack = new LocalStack(config)) {
            assertThatThrownBy(stack::up).hasMessageContaining("order-service is not built");
        }
    }

    @Test
    void stop_lets_a_service_finish_and_kill_does_not() {
        try (var stack = new LocalStack(config())) {
            stack.up();
            stack.stop(FRONTEND);
            stack.kill(ORDER);

            assertThat(stack.isRunning(FRONTEND)).isFalse();
            assertThat(stack.isRunning(ORDER)).isFalse();
            assertThat(stack.log(FRONTEND)).content().contains("goodbye");
            assertThat(stack.log(ORDER)).content().doesNotContain("goodbye");
        }
    }

    @Test
    void a_signal_pauses_one_of_two_instances_and_wakes_it() {
        try (var stack = new LocalStack(config().withInstances(ORDER, 2))) {
            stack.up();
            assertThat(stack.names()).containsExactly(FRONTEND, ORDER, "order-service-2");

            stack.signal("order-service-2", "STOP");
            assertThatThrownBy(() -> stack.awaitReady("order-service-2", Duration.ZERO))
                    .isInstanceOf(LocalStackException.class);
            stack.awaitReady(ORDER, Duration.ZERO);
            stack.signal("order-service-2", "CONT");
            stack.awaitReady("order-service-2", Duration.ofSeconds(5));
        }
    }

    @Test
    void detached_services_survive_their_starter_and_end_with_down_though_every_file_is_gone() throws Exception {
        var command = List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                FakeStack.class.getName(),
                runDir.toString(),
                emulatorHost);
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
        var services = new RunDir(runDir).processes();
        assertThat(services).hasSize(2).allMatch(ProcessHandle::isAlive);
        Files.delete(runDir.resolve("order-service.pid"));

        assertThat(new RunDir(runDir).stopAll()).isEqualTo(2);

        await().atMost(Duration.ofSeconds(5)).until(() -> services.stream().noneMatch(ProcessHandle::isAlive));
        assertThat(new RunDir(runDir).stopAll()).isZero();
    }

    @Test
    void running_services_are_not_taken_for_those_of_another_project() {
        var config = FakeStack.detached(config());
        try (var stack = new LocalStack(config);
                var other = new LocalStack(config.withProjectId("another-project"))) {
            stack.up();
            assertThat(Status.of(config, Map.of()).table())
                    .containsPattern("frontend-service +%d +%d  ready"
                            .formatted(
                                    stack.pid(FRONTEND), stack.baseUri(FRONTEND).getPort()));

            assertThatThrownBy(other::up)
                    .hasMessageContaining("frontend-service already runs with")
                    .hasMessageContaining("project=another-project");
        }
    }

    @Test
    void orders_are_asked_for_where_a_database_answers() {
        assertThat(Status.of(config(), Map.of()).databaseAnswers()).isFalse();
        assertThat(Status.of(config(), Map.of("FIRESTORE_EMULATOR_HOST", emulatorHost))
                        .databaseAnswers())
                .isTrue();
        assertThat(Status.of(config(), Map.of("PROJECT_ID", "shop")).databaseAnswers())
                .isTrue();
    }

    @Test
    void the_program_that_tells_of_orders_ends_as_it_likes() {
        var world = new World("shop", Optional.empty());

        assertThat(new OrdersStatus(FakeStack.program(FakeProvision.class, "7"), runDir).tell(world))
                .isEqualTo(7);
        assertThatThrownBy(() -> new OrdersStatus(List.of("-jar", "target/none.jar"), runDir).tell(world))
                .hasMessageContaining("operations is not built");
    }
}
