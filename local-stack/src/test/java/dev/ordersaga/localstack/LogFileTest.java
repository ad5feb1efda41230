package dev.ordersaga.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    @TempDir
    Path directory;

    private LogFile log;

    @BeforeEach
    void name_a_file() {
        log = new LogFile(directory.resolve("order-service.log"));
    }

    @Test
    void shows_the_last_twenty_lines() throws IOException {
        Files.write(
                log.path(),
                IntStream.rangeClosed(1, 50_000).mapToObj(Integer::toString).toList());

        assertThat(log.tail()).startsWith("  | 49981\n  | 49982\n").endsWith("  | 50000");
        assertThat(log.tail().lines()).hasSize(20);
    }

    @Test
    void says_when_there_is_none() {
        assertThat(log.tail()).isEqualTo("(no log)");
    }

    @Test
    void is_set_aside_when_it_has_grown_large() throws IOException {
        Files.writeString(log.path(), "small");
        log.roll();
        assertThat(log.path()).hasContent("small");

        Files.write(log.path(), new byte[11 << 20]);
        log.roll();
        assertThat(log.path()).doesNotExist();
        assertThat(directory.resolve("order-service.log.1")).hasSize(11 << 20);
    }
}
