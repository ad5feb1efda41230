package dev.ordersaga.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.localstack.StackConfig.Instance;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StackConfigTest {
    private static final Path HOME = Path.of("/home/jack/ordersaga");

    @Test
    void without_a_word_everything_is_where_the_documentation_says() {
        var config = StackConfig.fromEnvironment(HOME, Map.of());

        assertThat(config.projectId()).isEqualTo("ordersaga-local");
        assertThat(config.runDir()).isEqualTo(HOME.resolve(".run"));
        assertThat(config.instances()).extracting(Instance::port).containsExactly(8080, 8081, 8082, 8083, 8084);
    }

    @Test
    void a_variable_moves_a_port() {
        var config = StackConfig.fromEnvironment(HOME, Map.of("PAYMENT_PORT", "9083"));

        assertThat(config.instances()).extracting(Instance::port).containsExactly(8080, 8081, 8082, 9083, 8084);
    }

    @Test
    void is_a_real_project_only_when_one_is_named_and_no_emulator_is() {
        assertThat(StackConfig.isRealProject(Map.of())).isFalse();
        assertThat(StackConfig.isRealProject(Map.of("PROJECT_ID", " "))).isFalse();
        assertThat(StackConfig.isRealProject(Map.of("PROJECT_ID", "shop"))).isTrue();
        assertThat(StackConfig.isRealProject(Map.of("PROJECT_ID", "shop", "PUBSUB_EMULATOR_HOST", "h:1")))
                .isFalse();
        assertThat(StackConfig.isRealProject(Map.of("PROJECT_ID", "shop", "FIRESTORE_EMULATOR_HOST", "h:1")))
                .isFalse();
        assertThat(StackConfig.isRealProject(Map.of("PROJECT_ID", "shop", "EMULATORS", "docker")))
                .isFalse();
        assertThat(StackConfig.fromEnvironment(HOME, Map.of("PROJECT_ID", "shop"))
                        .emulators()
                        .get())
                .isEmpty();
    }

    @Test
    void what_java_is_told_is_told_to_all_instances() {
        var config = StackConfig.forTests(HOME, FakeStack.services(), List.of())
                .withJvmFlags("-Xmx1g")
                .withInstances("order-service", 2)
                .withEnvironment("order-service-2", Map.of("NAME", "value"));

        assertThat(config.instances())
                .extracting(Instance::jvmFlags)
                .hasSize(FakeStack.services().size() + 1)
                .containsOnly(List.of("-Xmx1g"));
    }

    @Test
    void each_test_has_a_project_and_ports_of_its_own() {
        var one = StackConfig.forTests(HOME, FakeStack.services(), List.of());
        var two = StackConfig.forTests(HOME, FakeStack.services(), List.of()).withInstances("order-service", 3);

        assertThat(one.projectId()).matches("test-[0-9a-f]{8}").isNotEqualTo(two.projectId());
        assertThat(two.instances()).extracting(Instance::name).endsWith("order-service-2", "order-service-3");
        assertThat(two.instances()).extracting(Instance::port).doesNotHaveDuplicates();
        assertThatThrownBy(() -> one.withInstances("other-service", 2)).hasMessage("There is no other-service");
    }
}
