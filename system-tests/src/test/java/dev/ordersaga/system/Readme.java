package dev.ordersaga.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the README says, as a reader would take it. */
record Readme(String text) {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");

    static Readme ofThisTree() {
        try {
            return new Readme(Files.readString(Path.of("..", "README.md")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each command that stands in a block for the shell, in order, without the remark behind it. */
    List<String> commands() {
        return blocks("bash")
                .flatMap(String::lines)
                .map(line -> line.replaceFirst("\\s+# .*", ""))
                .toList();
    }

    /** The blocks of a language, or of none. */
    Stream<String> blocks(String language) {
        return BLOCK.matcher(text)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2));
    }

    /** A row of a table: its cells, without the marks of code. */
    Stream<List<String>> rows() {
        return Pattern.compile("(?m)^\\| (.*) \\|$")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .map(row -> Stream.of(row.substring(1, row.length() - 1).split("\\|"))
                        .map(cell -> cell.replace("`", "").strip())
                        .toList());
    }
}
