package dev.ordersaga.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {

    private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path directory;

    private Path jar;
    private ClassArchive archive;

    @BeforeEach
    void build() throws IOException {
        jar = Files.createFile(directory.resolve("run.jar"));
        Files.setLastModifiedTime(jar, FileTime.from(BUILT));
        archive = new ClassArchive(List.of("-jar", jar.toString()));
    }

    private void record(Instant at) throws IOException {
        Files.setLastModifiedTime(Files.createFile(directory.resolve("classes.jsa")), FileTime.from(at));
    }

    @Test
    void an_archive_that_is_younger_than_its_jar_is_used() throws IOException {
        record(BUILT.plusSeconds(1));

        assertThat(archive.flags()).containsExactly("-XX:SharedArchiveFile=" + directory.resolve("classes.jsa"));
    }

    @Test
    void one_of_the_build_before_is_not_used() throws IOException {
        record(BUILT.minusSeconds(1));

        assertThat(archive.flags()).isEmpty();
    }

    @Test
    void without_one_nothing_is_said() {
        assertThat(archive.flags()).isEmpty();
    }

    @Test
    void a_program_that_cannot_start_has_none_and_does_no_harm() {
        archive.record(List.of());

        assertThat(archive.flags()).isEmpty();
    }

    @Test
    void a_program_without_a_jar_has_none() {
        var classes = new ClassArchive(List.of("-cp", "classes", "Main"));

        classes.record(List.of());

        assertThat(classes.flags()).isEmpty();
    }
}
