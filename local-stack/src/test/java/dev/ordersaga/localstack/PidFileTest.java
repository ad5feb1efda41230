package dev.ordersaga.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {
    @TempDir
    Path directory;

    private PidFile pidFile;

    @BeforeEach
    void name_a_file() {
        pidFile = new PidFile(directory.resolve("order-service.pid"));
    }

    @Test
    void finds_the_process_that_carries_its_mark_until_that_ends() throws IOException {
        var process = new ProcessBuilder("sh", "-c", "read line", pidFile.mark()).start();
        pidFile.write(process.pid());
        await().until(() -> pidFile.find().isPresent());
        assertThat(PidFile.allIn(directory)).containsExactly(process.toHandle());

        process.destroyForcibly();

        await().until(() -> pidFile.find().isEmpty());
        assertThat(pidFile.path()).exists();
    }

    @Test
    void does_not_take_another_process_with_the_same_pid_for_its_own() {
        pidFile.write(ProcessHandle.current().pid());

        assertThat(pidFile.find()).isEmpty();
    }

    @Test
    void finds_nothing_without_a_file_or_with_a_broken_one() throws IOException {
        assertThat(pidFile.find()).isEmpty();
        Files.writeString(pidFile.path(), "");
        assertThat(pidFile.find()).isEmpty();
    }
}
